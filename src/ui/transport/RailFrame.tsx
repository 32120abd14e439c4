import type { ReactNode } from 'react';

/** Half a range input's thumb: the browser keeps its centre this far from the ends. */
export const inset = 14;
/** Where the line lies, from the top. */
export const middle = 30;

/** Half the width of a playhead with this number in it. */
export const playheadHalf = (now: number): number => Math.max(12, 5 + String(now).length * 4);

interface Props {
  readonly width: number;
  readonly now: number;
  /** Where a number lies on the line. */
  readonly x: (at: number) => number;
  readonly children: ReactNode;
}

/** What is drawn along a line, and the playhead over it. */
export function RailFrame({ width, now, x, children }: Props) {
  const half = playheadHalf(now);
  return (
    <svg width={width} height="54" aria-hidden="true" className="rail">
      {children}
      <g className="playhead">
        <rect x={x(now) - half} y={middle - 10} width={2 * half} height="20" rx="5" />
        <text x={x(now)} y={middle + 4} textAnchor="middle">
          {now}
        </text>
      </g>
    </svg>
  );
}
