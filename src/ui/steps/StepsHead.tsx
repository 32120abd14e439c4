import { firstStep, redo, seek, undo } from '../simulator/actions';
import { Button } from '../kit/Button';
import { titleOf } from '../keys/keys';
import { extentName } from './grid/row-commands';
import { listOnly, useSteps } from '../state/steps';
import { foldAll } from './grid/use-grid-keys';
import { useSlice } from '../state/run';
import { openDialog } from '../state/tools';

/** What can be done to the list of steps, and what is left of it. */
export function StepsHead() {
  const run = useSlice('run');
  return (
    <div className="seqh">
      <h2>Steps</h2>
      <StartMark current={run.step === firstStep} />
      <Button
        look="quiet"
        title={titleOf('qmp')}
        onClick={() => {
          openDialog('qmp');
        }}
      >
        + add step
      </Button>
      <Button
        look="quiet"
        title={titleOf('undo')}
        unavailable={run.canUndo ? undefined : 'Nothing to undo'}
        onClick={() => void undo()}
      >
        Undo
      </Button>
      <Button
        look="quiet"
        title={titleOf('redo')}
        unavailable={run.canRedo ? undefined : 'Nothing to redo'}
        onClick={() => void redo()}
      >
        Redo
      </Button>
      <FoldAll />
      <Only />
      <span className="sp" />
      <span className="left-over">{leftOver(run.steps - run.step, run.queued)}</span>
    </div>
  );
}

function FoldAll() {
  const rows = useSlice('steps');
  const folded = useSteps((state) => state.folded.size > 0);
  if (!rows.some(({ under }) => under !== undefined)) return null;
  return (
    <Button
      look="quiet"
      title="In the list: * for all, − and + for one"
      onClick={() => {
        foldAll(rows.map((row) => ({ row })));
      }}
    >
      {folded ? 'Unfold' : 'Fold all'}
    </Button>
  );
}

/** The extent whose steps are listed, and the way back to all. */
function Only() {
  const only = useSteps((state) => state.only);
  if (only === undefined) return null;
  return (
    <Button
      className="only"
      title="Show all steps"
      onClick={() => {
        listOnly(undefined);
      }}
    >
      only {extentName(only)} ×
    </Button>
  );
}

/** The row above all others: the device as it was powered on. */
function StartMark({ current }: { readonly current: boolean }) {
  return (
    <button
      type="button"
      className="start-mark"
      aria-current={current ? 'step' : undefined}
      title="The device as it was powered on"
      onClick={() => void seek(firstStep)}
    >
      <span className="m">{firstStep}</span>start
    </button>
  );
}

function leftOver(steps: number, queued: number): string {
  const more = steps === 0 ? 'at the last step' : `${steps} more step${steps === 1 ? '' : 's'}`;
  if (queued === 0) return more;
  return `${more} · ${queued} request${queued === 1 ? '' : 's'} queued`;
}
