import type { DraftHead } from './draft';
import { stripCells } from './strips';

const percent = (cells: number): string => `${(cells / stripCells) * 100}%`;

/** The regions of a draft as a small picture. What its title says is enough for who does not see it. */
export function DraftStrip({ strips }: { readonly strips: DraftHead['strips'] }) {
  const shown = strips.length === 0 ? [[]] : strips;
  return (
    <span className="draft-strips" aria-hidden="true">
      {shown.map((spans, region) => (
        <span key={region} className="draft-strip">
          {spans.map(({ state, from, cells }) => (
            <i
              key={from}
              className={`sw ${state}`}
              style={{ left: percent(from), width: percent(cells) }}
            />
          ))}
        </span>
      ))}
    </span>
  );
}
