import { scaleLinear } from 'd3-scale';
import type { CompareView } from '../../model/view/page/compare';
import { inset, middle, RailFrame } from '../transport/RailFrame';

interface Props {
  readonly width: number;
  readonly view: CompareView;
  readonly row: number;
}

/** Marks closer than this fall together. */
const pitch = 3;

/** The rows as a line: thick and hatched while the runs differ, with a mark where something new differs. */
export function CompareRail({ width, view, row }: Props) {
  const { lastRow, differing, differences } = view;
  const x = scaleLinear([0, Math.max(lastRow, 1)], [inset, width - inset]);
  const places = [...new Set(differences.map((at) => Math.round(x(at) / pitch) * pitch))];
  return (
    <RailFrame width={width} now={row} x={x}>
      <defs>
        <pattern id="compare-differs" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M-1 6 6 -1M-1 1 1 -1M4 6 6 4" className="rail-hatch" />
        </pattern>
      </defs>
      <path d={`M${x(0)} ${middle}H${x(lastRow)}`} className="rail-rest" />
      {differing.map(({ from, to }) => (
        <rect
          key={from}
          className="rail-differs"
          x={x(from) - 2}
          y={middle - 4}
          width={x(to) - x(from) + 4}
          height="8"
          fill="url(#compare-differs)"
        />
      ))}
      {places.map((at) => (
        <path key={at} className="rail-new" d={`M${at} ${middle - 5}l5 -9h-10z`} />
      ))}
      <text x={inset} y={middle + 18} textAnchor="middle">
        0
      </text>
      <text x={width - inset} y={middle + 18} textAnchor="middle">
        {lastRow}
      </text>
    </RailFrame>
  );
}
