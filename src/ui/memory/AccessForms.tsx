import { useState } from 'react';
import type { Card } from '../../model/view/page';
import type { UserAct } from '../../worker/protocol';
import { actFrom } from '../simulator/actions';
import { CardView } from '../entity/CardView';
import { hexGrouped } from '../kit/format';
import { Segmented } from '../kit/Segmented';
import { ReadForm } from './ReadForm';
import { blockAt } from './place';
import type { Place } from './place';
import { WriteForm } from './WriteForm';
import { useSlice } from '../state/run';

const spaces = [
  { id: 'dpa', label: 'DPA' },
  { id: 'hpa', label: 'HPA' },
] as const;

/** A guest's load and store at the address looked at, named by DPA or by the HPA that a decoder maps to it. */
export function AccessForms({ at }: { readonly at: number }) {
  const { last } = useSlice('memory');
  const hpa = useHpa(at);
  const [space, setSpace] = useState<Place['space']>('dpa');
  const [problem, setProblem] = useState<Card>();
  const place: Place =
    space === 'hpa' && hpa !== undefined ? { space, at: hpa } : { space: 'dpa', at };
  const does = (what: UserAct): void => {
    void actFrom(what).then((answer) => {
      setProblem(answer?.problem);
    });
  };
  return (
    <section className="sec" aria-label="Guest access">
      <div className="sec-head">
        <h2>Guest access</h2>
        <span className="mu summary">a load or store is a step</span>
      </div>
      {hpa !== undefined && (
        <Segmented label="Addressed by" value={space} options={spaces} small onChange={setSpace} />
      )}
      <Address dpa={at} hpa={hpa} by={place.space} />
      <ReadForm place={place} onAct={does} />
      <WriteForm place={place} onAct={does} />
      <p className="access-last" role="status">
        {last ?? 'No access in this step.'}
      </p>
      {problem !== undefined && (
        <div role="alert">
          <CardView card={problem} />
        </div>
      )}
    </section>
  );
}

interface AddressProps {
  readonly dpa: number;
  readonly hpa: number | undefined;
  readonly by: Place['space'];
}

function Address({ dpa, hpa, by }: AddressProps) {
  const found = blockAt(useSlice('maps'), dpa);
  const hpaText = hpa === undefined ? 'none' : hexGrouped(hpa);
  return (
    <p className="access-at">
      at <b className="m">{by === 'dpa' ? hexGrouped(dpa) : hpaText}</b>{' '}
      <span className="m">[{by === 'dpa' ? `HPA ${hpaText}` : `DPA ${hexGrouped(dpa)}`}]</span>{' '}
      <span className="mu">
        {found === undefined ? 'static memory' : `${found.region.label} block ${found.block}`}
      </span>
    </p>
  );
}

/** The address a host sees this DPA at, while its decoder maps it. */
function useHpa(dpa: number): number | undefined {
  const { hpaOffset, decoded } = useSlice('memory');
  const isDecoded = dpa >= decoded.from && dpa < decoded.to;
  return hpaOffset !== undefined && isDecoded ? dpa + hpaOffset : undefined;
}
