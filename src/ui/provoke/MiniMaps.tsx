import type { MiniMap, MiniSpan } from '../../model/view/page/provoke';

/** What a move changes, region by region: a strip before, a strip after, and the same in words. One strip where nothing changes. */
export function MiniMaps({ maps }: { readonly maps: readonly MiniMap[] }) {
  return (
    <ul className="mini-maps">
      {maps.map(({ label, changed, before, after, text }) => (
        <li key={label} className="mini-map">
          <span className="mini-label">{label}</span>
          <span className="mini-strips" aria-hidden="true">
            {changed && <Strip spans={before} />}
            <Strip spans={after} />
          </span>
          <span className="mini-text">{text}</span>
        </li>
      ))}
    </ul>
  );
}

const percent = (share: number): string => `${share * 100}%`;

function Strip({ spans }: { readonly spans: readonly MiniSpan[] }) {
  return (
    <span className="mini-strip">
      {spans.map(({ state, from, width }) => (
        <i
          key={from}
          className={`sw ${state}`}
          style={{ left: percent(from), width: percent(width) }}
        />
      ))}
    </span>
  );
}
