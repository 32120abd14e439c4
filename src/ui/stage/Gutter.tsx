import type { RegionMap } from '../../model/view/page';
import { blocksId } from '../map/rings';
import { useLink } from '../entity/highlight';
import type { RegionLayout } from '../map/layout';

interface Props {
  readonly region: RegionMap;
  readonly layout: RegionLayout;
  readonly differs: readonly boolean[];
  readonly between: string;
}

interface RowRun {
  readonly first: number;
  readonly rows: number;
  readonly differs: boolean;
}

/** The least height a sign needs. */
const signHeight = 15;

/** `=` or `≠` between two maps, row for row; rows too thin for a sign share one. */
export function Gutter({ region, layout, differs, between }: Props) {
  const { rowHeight, size } = layout;
  const runs = rowRuns(differs, Math.ceil(signHeight / rowHeight));
  const height = differs.length * rowHeight;
  const label = `${region.label}: ${between} ${differs.includes(true) ? 'differ' : 'agree'}`;
  return (
    <svg
      className={`gutter-signs ${size}`}
      width="40"
      height={height}
      role="img"
      aria-label={label}
    >
      {runs.map((run) => {
        const middle = (run.first + run.rows / 2) * rowHeight;
        if (!run.differs) return <Equal key={run.first} y={middle} />;
        const perRow = region.columns * region.blocksPerCell;
        const from = run.first * perRow;
        const first = region.firstBlock + from;
        const count = Math.min(region.shownBlocks - from, run.rows * perRow);
        return (
          <Unequal key={run.first} y={middle} entity={blocksId(region.index, { first, count })} />
        );
      })}
    </svg>
  );
}

function Equal({ y }: { readonly y: number }) {
  return <path className="equal" d={`M16 ${y - 2}h8M16 ${y + 2}h8`} />;
}

function Unequal({ y, entity }: { readonly y: number; readonly entity: string }) {
  const link = useLink([entity]);
  return (
    <g className="unequal" {...link}>
      <circle cx="20" cy={y} r="7.5" />
      <path className="sign" d={`M16 ${y - 1.8}h8M16 ${y + 1.8}h8M22.2 ${y - 4.6}l-4.4 9.2`} />
    </g>
  );
}

function rowRuns(differs: readonly boolean[], each: number): readonly RowRun[] {
  const count = Math.max(1, Math.floor(differs.length / each));
  return Array.from({ length: count }, (_, index) => {
    const first = index * each;
    const rows = index === count - 1 ? differs.length - first : each;
    return { first, rows, differs: differs.slice(first, first + rows).includes(true) };
  });
}
