import { firstStep, forward, seek } from '../simulator/actions';
import type { CommandId } from '../keys/keys';
import { titleOf } from '../keys/keys';
import { TransportIcon } from '../kit/Icons';
import type { TransportShape } from '../kit/Icons';
import { nothingToPlay, speedText, speeds, togglePlay } from '../simulator/play';
import { JumpMenu } from './JumpMenu';
import { Scrubber } from './Scrubber';
import { setSpeed, useLive, useRun } from '../state/run';

/** Where the run is in its steps, and how to move. */
export function Transport() {
  return (
    <section className="transport" aria-label="Transport">
      <Buttons />
      <Scrubber />
      <Next />
      <Speed />
    </section>
  );
}

function Buttons() {
  const run = useLive('run');
  const playing = useRun((state) => state.playing);
  const atStart = run.step <= firstStep ? 'This is the first step' : undefined;
  const atEnd = run.step >= run.steps ? 'This is the last step' : undefined;
  const stuck = atEnd !== undefined && run.next === undefined ? nothingToPlay() : undefined;
  return (
    <div className="tb" role="group" aria-label="Move between steps">
      <Move shape="first" command="first" off={atStart} onClick={() => void seek(firstStep)} />
      <Move shape="back" command="back" off={atStart} onClick={() => void seek(run.step - 1)} />
      <Move
        shape={playing ? 'pause' : 'play'}
        command="play"
        off={playing ? undefined : stuck}
        onClick={togglePlay}
      />
      <Move shape="forward" command="forward" off={stuck} onClick={() => void forward()} />
      <Move shape="last" command="last" off={atEnd} onClick={() => void seek(run.steps)} />
      <JumpMenu />
    </div>
  );
}

interface MoveProps {
  readonly shape: TransportShape;
  readonly command: CommandId;
  readonly off: string | undefined;
  readonly onClick: () => void;
}

const names: Readonly<Record<TransportShape, string>> = {
  first: 'First step',
  back: 'One step back',
  play: 'Play',
  pause: 'Pause',
  forward: 'One step forward',
  last: 'Last step',
};

function Move({ shape, command, off, onClick }: MoveProps) {
  return (
    <button
      type="button"
      className={shape === 'play' || shape === 'pause' ? 'play' : undefined}
      aria-label={names[shape]}
      aria-disabled={off === undefined ? undefined : true}
      title={off ?? titleOf(command)}
      onClick={off === undefined ? onClick : undefined}
    >
      <TransportIcon shape={shape} />
    </button>
  );
}

function Next() {
  const { next, waits } = useLive('run');
  const { rest } = useLive('host');
  if (next === undefined) {
    return (
      <p className="next none" title={rest?.because}>
        {waits ?? rest?.title ?? 'Nothing to do until the fabric manager asks something'}
      </p>
    );
  }
  return (
    <button
      type="button"
      className="next"
      title={`${next.because} (${titleOf('forward')})`}
      onClick={() => void forward()}
    >
      <span>Next</span>
      {next.title}
    </button>
  );
}

function Speed() {
  const speed = useRun((state) => state.speed);
  return (
    <select
      className="btn speed"
      aria-label="Speed of play"
      title={`${titleOf('slower')}, ${titleOf('faster')}`}
      value={speed}
      onChange={(event) => {
        setSpeed(Number(event.target.value));
      }}
    >
      {speeds.map((each) => (
        <option key={each} value={each}>
          {speedText(each)}
        </option>
      ))}
    </select>
  );
}
