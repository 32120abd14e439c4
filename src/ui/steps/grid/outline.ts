import type { EntityId, StepRow } from '../../../model/view/page';

/** One line of the list: a step, and what folding makes of it. */
export interface Line {
  readonly row: StepRow;
  /** Steps of the host's own that stand under this one. */
  readonly under: number;
  readonly folded: boolean;
}

export interface Choice {
  /** Actions whose host steps are not shown. */
  readonly folded: ReadonlySet<number>;
  /** Only steps that have to do with this are shown, folded or not. */
  readonly only: EntityId | undefined;
}

/** The lines to draw, in order. */
export function linesOf(rows: readonly StepRow[], { folded, only }: Choice): readonly Line[] {
  const counts = new Map<number, number>();
  for (const { under } of rows)
    if (under !== undefined) counts.set(under, (counts.get(under) ?? 0) + 1);
  const shown = rows.filter((row) =>
    only === undefined
      ? row.under === undefined || !folded.has(row.under)
      : row.entities.includes(only),
  );
  return shown.map((row) => ({
    row,
    under: counts.get(row.step) ?? 0,
    folded: only === undefined && folded.has(row.step),
  }));
}

/** Every action that has host steps under it. */
export const foldable = (rows: readonly StepRow[]): ReadonlySet<number> =>
  new Set(rows.flatMap(({ under }) => (under === undefined ? [] : [under])));

/** For each step the line it is on: its own, or that of the action it is folded under; -1 when it is not shown. */
export function placesOf(lines: readonly Line[], rows: readonly StepRow[]): readonly number[] {
  const places = Array.from({ length: rows.length + 1 }, () => -1);
  for (const [index, { row }] of lines.entries()) places[row.step] = index;
  for (const { step, under } of rows) {
    if (under === undefined || places[step] !== -1) continue;
    const action = places[under] ?? -1;
    if (lines[action]?.folded === true) places[step] = action;
  }
  return places;
}

/** The step's new number after a drop before the line `before`; absent when it would not move. */
export function placeFor(lines: readonly Line[], step: number, before: number): number | undefined {
  const after = lines.filter(({ row }) => row.status === 'done').at(-1)?.row.step ?? 0;
  const next = lines[before]?.row;
  const at = next?.status === 'done' ? next.step : after + 1;
  const to = at > step ? at - 1 : at;
  return to === step ? undefined : to;
}
