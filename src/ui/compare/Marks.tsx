import type { CompareMark, Letter } from '../../model/view/page/compare';
import { runBoxes, type Box, type MapGrid } from '../map/geometry';

interface Props {
  readonly letter: Letter;
  readonly grid: MapGrid;
  readonly marks: readonly CompareMark[];
}

/** The least box that has room for a letter. */
const badge = { width: 14, height: 10 };

/** What differs, on a map: a full line around what this run alone holds, a broken one around what it lacks. */
export function Marks({ letter, grid, marks }: Props) {
  const height = grid.rows * grid.rowHeight;
  return (
    <svg
      className={grid.rowHeight < 14 ? 'marks thin' : 'marks'}
      width={grid.width}
      height={height}
      aria-hidden="true"
    >
      {marks.map((mark) => {
        const boxes = runBoxes(grid, { first: mark.firstBlock, count: mark.blocks });
        const look = mark.only === 'both' ? 'both' : mark.only === letter ? 'here' : 'there';
        return (
          <g key={mark.firstBlock} className={look}>
            {boxes.map((box) => (
              <Frame key={box.y} box={box} />
            ))}
            <Badge box={boxes[0]} text={mark.only === 'both' ? '≠' : mark.only} />
          </g>
        );
      })}
    </svg>
  );
}

function Frame({ box }: { readonly box: Box }) {
  const place = {
    x: box.x + 1,
    y: box.y + 1,
    width: Math.max(1, box.width - 2),
    height: Math.max(1, box.height - 2),
  };
  return (
    <>
      <rect className="mark-under" {...place} />
      <rect className="mark-line" {...place} />
    </>
  );
}

/** The letter stands at the right, where no name of an extent is. */
function Badge({ box, text }: { readonly box: Box | undefined; readonly text: string }) {
  if (box === undefined || box.width < badge.width || box.height < badge.height) return null;
  const height = Math.min(box.height, 14);
  const x = box.x + box.width - badge.width;
  return (
    <g className="badge">
      <rect x={x} y={box.y} width={badge.width} height={height} />
      <text x={x + badge.width / 2} y={box.y + height / 2 + 3.6} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}
