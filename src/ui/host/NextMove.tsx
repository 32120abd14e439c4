import type { HostView } from '../../model/view/page';
import { act } from '../actions';
import { Button } from '../kit/Button';

/** The host's own next step and its reason. */
export function NextMove({ next }: { readonly next: HostView['next'] }) {
  return (
    <div className="next-move">
      <Button
        look="primary"
        unavailable={next === undefined ? 'The host has nothing to do by itself.' : undefined}
        title={next?.title}
        onClick={() => {
          void act({ kind: 'hostNext' });
        }}
      >
        <span className="next-title">
          {next === undefined ? 'Host is idle' : `Next: ${next.title}`}
        </span>
      </Button>
      <p className="because" title={next?.because}>
        {next?.because ?? 'Nothing left to do by itself.'}
      </p>
    </div>
  );
}
