import type { RegionMap } from '../../model/view/page';
import { hexGrouped } from '../kit/format';
import { columnEdge, rowAddress, type MapGrid } from './geometry';
import { brief } from './ruler-room';

interface Props {
  readonly region: RegionMap;
  readonly grid: MapGrid;
  readonly offsets: boolean;
}

/** Rows closer than this get a label every second, third ... time. */
const labelPitch = 12;

/** Addresses at the left, sizes at the right, offsets above: derived from the region, the same for every cell. */
export function Rulers({ region, grid, offsets }: Props) {
  const every = Math.max(1, Math.ceil(labelPitch / grid.rowHeight));
  const rows = Array.from({ length: Math.ceil(grid.rows / every) }, (_, index) => index * every);
  const at = (row: number): number => rowAddress(region, grid, row);
  return (
    <div aria-hidden="true" className="rulers">
      {offsets && <Offsets region={region} grid={grid} />}
      {rows.map((row) => (
        <span
          key={row}
          className="ruler-row"
          style={{ top: row * grid.rowHeight, height: Math.max(labelPitch, grid.rowHeight) }}
        >
          <span className="ruler-address">{hexGrouped(at(row))}</span>
          <span className="ruler-size">{brief(at(row))}</span>
        </span>
      ))}
    </div>
  );
}

function Offsets({ region, grid }: Pick<Props, 'region' | 'grid'>) {
  const every = grid.width < 340 ? grid.columns / 2 : grid.columns / 4;
  const marks = Array.from(
    { length: Math.floor(grid.columns / every) },
    (_, index) => index * every,
  );
  return marks.map((column) => (
    <span key={column} className="ruler-offset" style={{ left: columnEdge(grid, column) }}>
      +{brief(column * grid.blocksPerCell * region.blockSize)}
    </span>
  ));
}
