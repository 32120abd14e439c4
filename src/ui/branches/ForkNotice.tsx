import { undo } from '../simulator/actions';
import { Notice } from '../kit/Notice';
import { Button } from '../kit/Button';
import { keepTail, useRun } from '../state/run';

const close = (): void => {
  keepTail(undefined);
};

/** Said after a fork: what was there stays, and where. */
export function ForkNotice() {
  const kept = useRun((state) => state.kept);
  if (kept === undefined) return null;
  const { name, first, last } = kept;
  const steps = first === last ? `step ${first} is` : `steps ${first}–${last} are`;
  const text = `The old ${steps} kept as branch “${name}”.`;
  return (
    <Notice key={text} text={text} onClose={close}>
      <Button look="quiet" className="slim" onClick={() => void undo()}>
        Undo
      </Button>
    </Notice>
  );
}
