import type { InspectorView } from '../../model/view/page';

type Bits = NonNullable<InspectorView['bits']>;

/** A few bits of the bitmap, large, with their block numbers. */
export function Loupe({ bits }: { readonly bits: Bits }) {
  const { cells, region } = bits;
  const first = cells[0];
  const last = cells.at(-1);
  if (first === undefined || last === undefined) return null;
  // Block numbers of more than three digits need the room of several cells.
  const every = last.block < 1000 ? 1 : 4;
  const changed = cells.some((cell) => cell.changed) ? ' Ringed ones changed in this step.' : '';
  return (
    <>
      <div
        className="loupe"
        style={{ gridTemplateColumns: `repeat(${cells.length}, minmax(0, 1fr))` }}
        aria-hidden="true"
      >
        {cells.map((cell, index) => (
          <div
            key={cell.block}
            className={`bit ${cell.state} ${cell.changed ? 'changed' : ''} ${cell.inside ? 'inside' : 'outside'}`}
          >
            {cell.bit}
            <small>{index % every === 0 ? cell.block : '\u00a0'}</small>
          </div>
        ))}
      </div>
      <p className="note">
        Bits {first.block}–{last.block} of {region}’s bitmap.{changed}
        <span className="sr-only"> Values: {cells.map((cell) => cell.bit).join(' ')}.</span>
      </p>
    </>
  );
}
