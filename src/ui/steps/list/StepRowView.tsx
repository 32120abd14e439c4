import type { LaneSpan, StepRow } from '../../../model/view/page';
import type { Line } from '../grid/outline';
import { nameOf } from '../grid/row-words';
import { StepLine } from './StepLine';
import { openMenu } from '../../state/steps';

interface Props {
  readonly id: string;
  readonly line: Line;
  readonly index: number;
  readonly top: number;
  readonly now: number;
  readonly isCurrent: boolean;
  readonly active: boolean;
  readonly noting: boolean;
  readonly memory: boolean;
  readonly spans: readonly LaneSpan[];
  readonly drop: 'above' | 'below' | undefined;
  readonly dragged: boolean;
  readonly onPick: () => void;
}

/** A row at its place in the list, with what is read aloud of it and the button for its menu. */
export function StepRowView(props: Props) {
  const { line, index, top, now, isCurrent, noting, spans } = props;
  const { row, under, folded } = line;
  const around = spansAt(spans, row.step);
  const name = nameOf(row, around);
  const done = row.status === 'done';
  return (
    <div
      id={props.id}
      className={classOf(props)}
      role="row"
      aria-label={name}
      aria-level={row.under === undefined ? 1 : 2}
      aria-expanded={under > 0 ? !folded : undefined}
      aria-selected={isCurrent}
      aria-rowindex={index + 2}
      title={name}
      data-step={done ? row.step : undefined}
      data-under={row.under}
      style={{ transform: `translateY(${top}px)` }}
      onClick={props.onPick}
      onContextMenu={(event) => {
        event.preventDefault();
        if (done) openMenu({ step: row.step, x: event.clientX, y: event.clientY });
      }}
    >
      <StepLine
        row={row}
        time={isCurrent ? 'now' : timeOf(row, now)}
        active={props.active}
        under={under}
        folded={folded}
        noting={noting}
        memory={props.memory}
        waits={labelAt(around, row.step)}
      />
      {done && <MenuButton step={row.step} />}
    </div>
  );
}

function MenuButton({ step }: { readonly step: number }) {
  return (
    <div className="row-tools" role="gridcell">
      <button
        type="button"
        tabIndex={-1}
        className="icon-btn"
        aria-label={`Commands for step ${step}`}
        aria-haspopup="menu"
        onClick={(event) => {
          const { right, bottom } = event.currentTarget.getBoundingClientRect();
          event.stopPropagation();
          openMenu({ step, x: right, y: bottom });
        }}
      >
        ⋯
      </button>
    </div>
  );
}

const classOf = ({ dragged, drop }: Pick<Props, 'dragged' | 'drop'>): string =>
  [
    'step-place',
    ...(dragged ? ['dragged'] : []),
    ...(drop !== undefined ? [`drop-${drop}`] : []),
  ].join(' ');

const spansAt = (spans: readonly LaneSpan[], step: number): readonly LaneSpan[] =>
  spans.filter(({ from, to = Infinity }) => from <= step && step <= to);

const labelAt = (spans: readonly LaneSpan[], step: number): string | undefined =>
  spans.find(({ from, label }) => from === step && label !== undefined)?.label;

function timeOf({ status, step }: StepRow, now: number): 'past' | 'future' | 'queued' {
  if (status === 'queued') return 'queued';
  return step < now ? 'past' : 'future';
}
