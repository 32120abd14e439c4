import { runBoxes, type MapGrid } from './geometry';
import type { MapTarget } from './target';

interface Props {
  readonly target: MapTarget;
  readonly grid: MapGrid;
}

/** What is under the pointer, said beside it and never over it. */
export function CallOut({ target, grid }: Props) {
  const boxes = runBoxes(grid, target.run);
  const last = boxes.at(-1);
  if (last === undefined) return null;
  const right = last.x + last.width / 2 > grid.width / 2;
  const style = {
    top: last.y + last.height + 5,
    ...(right ? { right: Math.max(0, grid.width - last.x - last.width) } : { left: last.x }),
  };
  return (
    <div className="call-out" style={style} aria-hidden="true">
      <div>
        <b>{target.title}</b>&ensp;<span className="m">{target.dpa}</span> · {target.length}
      </div>
      <div>
        <b>{target.state}</b> <span className="mu">{target.note}</span>
      </div>
    </div>
  );
}
