import { useId } from 'react';
import type { ProvocationCard, ProvokedOutcome } from '../../model/view/page/provoke';
import { provoke } from '../simulator/actions';
import { Button } from '../kit/Button';
import { hoverOff, hoverOn } from '../entity/highlight';
import { MiniMaps } from './MiniMaps';

interface Props {
  readonly card: Extract<ProvocationCard, { readonly outcome: ProvokedOutcome }>;
  /** The one of the list that Tab stops at. */
  readonly active: boolean;
  readonly onActive: (id: string) => void;
}

/** One awkward move: what is done, what comes of it, and the button that makes it. */
export function Provocation({ card, active, onActive }: Props) {
  const { id, name, does, outcome } = card;
  const { verdict, tone, sentence, code, because, steps, maps, entities } = outcome;
  const says = useId();
  return (
    <li
      className="provocation"
      onPointerEnter={() => {
        hoverOn(entities);
      }}
      onPointerLeave={hoverOff}
    >
      <div className="provocation-head">
        <h3>{name}</h3>
        <span className={`verdict ${tone}`}>{verdict}</span>
        <Button
          className="slim"
          data-provocation={id}
          aria-label={`Do it: ${name}`}
          aria-describedby={says}
          tabIndex={active ? 0 : -1}
          onFocus={() => {
            onActive(id);
            hoverOn(entities);
          }}
          onBlur={hoverOff}
          onClick={() => void provoke(id)}
        >
          Do it
        </Button>
      </div>
      <div id={says}>
        <p>{does}</p>
        <p className="provocation-came">
          <span aria-hidden="true">→ </span>
          {sentence} {code !== undefined && <span className="m">{code}</span>}
          {code !== undefined && because !== undefined && ': '}
          {because} {steps > 1 && <span className="provocation-steps">{steps} steps</span>}
        </p>
      </div>
      <MiniMaps maps={maps} />
    </li>
  );
}
