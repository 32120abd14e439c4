interface MapMove {
  readonly keys: readonly string[];
  readonly says: string;
  /** Where it leads from an item: the region has index 0, its extents follow. */
  readonly to: (active: number, count: number) => number;
}

/** Keys of a map while it has the focus. */
export const mapMoves: readonly MapMove[] = [
  { keys: ['ArrowRight', 'ArrowDown'], says: 'The next extent', to: (active) => active + 1 },
  {
    keys: ['ArrowLeft', 'ArrowUp'],
    says: 'The extent before; before the first, the region',
    to: (active) => active - 1,
  },
  { keys: ['PageDown'], says: 'Ten extents on', to: (active) => active + 10 },
  { keys: ['PageUp'], says: 'Ten extents back', to: (active) => active - 10 },
  { keys: ['Home'], says: 'The region', to: () => 0 },
  { keys: ['End'], says: 'The last extent', to: (_active, count) => count - 1 },
];

/** Keys that select the extent under the focus. */
export const mapSelects = ['Enter', ' '] as const;

/** The item that a key leads to. */
export function nextItem(key: string, active: number, count: number): number | undefined {
  const move = mapMoves.find(({ keys }) => keys.includes(key));
  return move && Math.min(count - 1, Math.max(0, move.to(active, count)));
}
