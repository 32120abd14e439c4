import { undo } from '../actions';
import { Button } from '../kit/Button';
import { CloseIcon } from '../kit/Icons';
import { setUi, useUi } from '../store';

/** Said after a fork: what was there stays, and where. */
export function ForkNotice() {
  const kept = useUi((state) => state.kept);
  if (kept === undefined) return null;
  const { name, first, last } = kept;
  const steps = first === last ? `step ${first} is` : `steps ${first}–${last} are`;
  return (
    <div className="notice" role="status">
      <p>
        The old {steps} kept as branch “{name}”.
      </p>
      <Button look="quiet" className="slim" onClick={() => void undo()}>
        Undo
      </Button>
      <button
        type="button"
        className="icon-btn"
        aria-label="Dismiss"
        onClick={() => {
          setUi({ kept: undefined });
        }}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
