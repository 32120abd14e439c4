/** Blocks of a region by cell and kind: `counts[cell * kinds.length + kind]`. The first kind is what nothing lies on. */
export interface Cells<K extends string> {
  readonly kinds: readonly K[];
  readonly counts: Uint32Array;
}

/** How many cells there are. */
export const cellCount = ({ kinds, counts }: Cells<string>): number => counts.length / kinds.length;

/** Blocks of one kind in a cell. */
export const countIn = <K extends string>({ kinds, counts }: Cells<K>, cell: number, kind: K) =>
  counts[cell * kinds.length + kinds.indexOf(kind)] ?? 0;

/** The kinds that a cell holds, in the order of the kinds. */
export const kindsIn = <K extends string>(cells: Cells<K>, cell: number): readonly K[] =>
  cells.kinds.filter((_, kind) => (cells.counts[cell * cells.kinds.length + kind] ?? 0) > 0);

/** Blocks of each kind in all cells. */
export function totalsOf<K extends string>({
  kinds,
  counts,
}: Cells<K>): Readonly<Record<K, number>> {
  const totals = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<K, number>;
  kinds.forEach((kind, index) => {
    for (let at = index; at < counts.length; at += kinds.length) totals[kind] += counts[at] ?? 0;
  });
  return totals;
}
