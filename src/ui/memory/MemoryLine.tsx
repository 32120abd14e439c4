import { memo } from 'react';
import type { MemoryRow } from '../../model/view/page';
import { hexGrouped } from '../kit/format';
import { asciiOf, rowBytes, stateSays } from './place';

interface Props {
  readonly id: string;
  readonly dpa: number;
  readonly top: number;
  readonly columns: 8 | 16;
  /** Absent until the worker told it. */
  readonly row: MemoryRow | undefined;
  /** The address looked at, if it is in this line. */
  readonly at: number | undefined;
  readonly hpa: number | undefined;
}

/** One line of bytes and characters; its edge says whether a guest may touch them. */
export const MemoryLine = memo(function MemoryLine(props: Props) {
  const { id, dpa, top, columns, row, at, hpa } = props;
  const skip = dpa % rowBytes;
  const bytes = row?.bytes.subarray(skip, skip + columns) ?? new Uint8Array(0);
  const where = hpa === undefined ? '' : ` [HPA ${hexGrouped(hpa)}]`;
  const says = row === undefined ? 'not read yet' : stateSays[row.state];
  return (
    <div
      id={id}
      className={`memory-line ${row?.state ?? ''} ${at === undefined ? '' : 'at'}`}
      role="option"
      aria-selected={at !== undefined}
      aria-label={`${hexGrouped(dpa)}${where}, ${says}: ${hexText(bytes)}`}
      title={`${hexGrouped(dpa)}${where}, ${says}`}
      data-at={dpa}
      style={{ transform: `translateY(${top}px)` }}
    >
      <i className="memory-edge" />
      <span className="memory-dpa">{hexGrouped(dpa)}</span>
      {[...bytes].map((byte, index) => (
        <span
          key={index}
          data-at={dpa + index}
          className={byteClass(
            byte,
            row?.touched.includes(skip + index) === true,
            at === dpa + index,
          )}
        >
          {hexText([byte])}
        </span>
      ))}
      <span className="memory-ascii">{asciiOf(bytes)}</span>
    </div>
  );
});

function byteClass(byte: number, touched: boolean, here: boolean): string {
  return `${byte === 0 ? 'zero' : ''} ${touched ? 'touched-byte' : ''} ${here ? 'here' : ''}`;
}

function hexText(bytes: Iterable<number>): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
