import type { HostView } from '../../model/view/page';
import { hostNext } from '../simulator/actions';
import { Button } from '../kit/Button';
import { explained } from '../entity/terms';

/** The host's own next step and its reason, or why there is none. */
export function NextMove({ next, rest }: Pick<HostView, 'next' | 'rest'>) {
  const because =
    next?.because ??
    rest?.because ??
    'The host has nothing to do until the fabric manager asks something.';
  return (
    <div className="next-move">
      <Button
        look="primary"
        unavailable={next === undefined ? 'The host has nothing to do by itself.' : undefined}
        title={next?.title}
        onClick={() => {
          void hostNext();
        }}
      >
        <span className="next-title">
          {next === undefined ? (rest?.title ?? 'Host is idle') : `Next: ${next.title}`}
        </span>
      </Button>
      <p className="because" title={explained(because)}>
        {because}
      </p>
    </div>
  );
}
