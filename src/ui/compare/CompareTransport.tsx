import type { KeyboardEvent } from 'react';
import type { CompareView } from '../../model/view/page/compare';
import type { CommandId } from '../keys/keys';
import { commands, titleOf } from '../keys/keys';
import { TransportIcon } from '../kit/Icons';
import type { TransportShape } from '../kit/Icons';
import { differenceFrom, showRow, toDifference } from '../simulator/compare-actions';
import { CompareRail } from './CompareRail';
import { useRef } from 'react';
import { useWidth } from '../kit/use-width';

interface Props {
  readonly view: CompareView;
  /** The row wished for: the view may still be of another. */
  readonly row: number;
}

/** Where both runs are in their rows, and how to move: one scrubber for the two. */
export function CompareTransport({ view, row }: Props) {
  const { lastRow } = view;
  const atStart = row === 0 ? 'This is the first row' : undefined;
  const atEnd = row === lastRow ? 'This is the last row' : undefined;
  const before =
    differenceFrom(row, view, -1) === undefined ? 'No difference before this' : undefined;
  const after = differenceFrom(row, view, 1) === undefined ? 'No difference after this' : undefined;
  return (
    <section className="transport compare-transport" aria-label="Rows">
      <div className="tb" role="group" aria-label="Move between rows">
        <Move name="First row" off={atStart} onClick={() => void showRow(0)} shape="first" />
        <Move
          name="One row back"
          off={atStart}
          onClick={() => void showRow(row - 1)}
          shape="back"
        />
        <Move
          name="One row forward"
          off={atEnd}
          onClick={() => void showRow(row + 1)}
          shape="forward"
        />
        <Move name="Last row" off={atEnd} onClick={() => void showRow(lastRow)} shape="last" />
      </div>
      <div className="tb" role="group" aria-label="Move between differences">
        <Jump name="Previous difference" command="differenceBack" off={before} towards={-1} />
        <Jump name="Next difference" command="differenceOn" off={after} towards={1} />
      </div>
      <Scrubber view={view} row={row} />
    </section>
  );
}

interface MoveProps {
  readonly name: string;
  readonly off: string | undefined;
  readonly onClick: () => void;
  readonly shape: TransportShape;
}

function Move({ name, off, onClick, shape }: MoveProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-disabled={off === undefined ? undefined : true}
      title={off ?? name}
      onClick={off === undefined ? onClick : undefined}
    >
      <TransportIcon shape={shape} />
    </button>
  );
}

interface JumpProps {
  readonly name: string;
  readonly command: CommandId;
  readonly off: string | undefined;
  readonly towards: -1 | 1;
}

function Jump({ name, command, off, towards }: JumpProps) {
  return (
    <button
      type="button"
      aria-label={name}
      aria-disabled={off === undefined ? undefined : true}
      title={off ?? titleOf(command)}
      onClick={() => {
        toDifference(towards);
      }}
    >
      {towards === -1 ? '‹ ≠' : '≠ ›'}
    </button>
  );
}

function Scrubber({ view, row }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  return (
    <div className="scrub" ref={box}>
      <input
        type="range"
        min={0}
        max={view.lastRow}
        step={1}
        value={row}
        aria-label="Row"
        aria-valuetext={`Row ${view.row} of ${view.lastRow}: ${view.says}`}
        onKeyDown={jumpWithKeys}
        onChange={(event) => void showRow(Number(event.target.value))}
      />
      {width > 0 && <CompareRail width={width} view={view} row={row} />}
    </div>
  );
}

/** A range input would take these keys for single rows. */
function jumpWithKeys(event: KeyboardEvent): void {
  if (!event.ctrlKey) return;
  const key = `Ctrl+${event.key}`;
  if (commands.differenceBack.keys.includes(key)) toDifference(-1);
  else if (commands.differenceOn.keys.includes(key)) toDifference(1);
  else return;
  event.preventDefault();
}
