import { useEffect, useRef } from 'react';
import type { CompareItem, CompareView } from '../../model/view/page/compare';
import { useLink } from '../entity/highlight';
import { useViewport } from '../map/viewport';
import { showRow } from '../simulator/compare-actions';

/** What differs in this row, and where else something differs anew. */
export function Differences({ view }: { readonly view: CompareView }) {
  return (
    <aside className="compare-lists" aria-label="Differences">
      <h2>In this row</h2>
      {view.items.length === 0 ? (
        <p className="nothing">Both runs hold the same.</p>
      ) : (
        <ul>
          {view.items.map((item) => (
            <Item key={item.text} item={item} />
          ))}
        </ul>
      )}
      <Legend />
      <h2>Rows in which something new differs</h2>
      {view.told.length === 0 ? <p className="nothing">None.</p> : <Rows view={view} />}
    </aside>
  );
}

function Item({ item }: { readonly item: CompareItem }) {
  const link = useLink(item.entities);
  return (
    <li className="compare-item" {...link}>
      <Sign only={item.only} />
      <span>{item.text}</span>
    </li>
  );
}

function Sign({ only }: { readonly only: CompareItem['only'] }) {
  return (
    <b className={`letter ${only}`} aria-hidden="true">
      {only === 'both' ? '≠' : only}
    </b>
  );
}

function Legend() {
  return (
    <ul className="compare-legend" aria-label="Marks on the maps">
      <li>
        <i className="here" aria-hidden="true" /> only this run
      </li>
      <li>
        <i className="there" aria-hidden="true" /> only the other
      </li>
      <li>
        <i className="both" aria-hidden="true" /> both, in other states
      </li>
    </ul>
  );
}

function Rows({ view }: { readonly view: CompareView }) {
  const here = useRef<HTMLButtonElement>(null);
  // On narrow screens the list scrolls together with the maps, and those stay in view.
  const alone = useViewport() === 'wide';
  useEffect(() => {
    if (alone) here.current?.scrollIntoView({ block: 'nearest' });
  }, [view.row, alone]);
  const left = view.differences.length - view.told.length;
  return (
    <>
      <ol className="compare-rows">
        {view.told.map(({ row, text }) => (
          <li key={row}>
            <button
              type="button"
              ref={row === view.row ? here : undefined}
              aria-current={row === view.row ? 'true' : undefined}
              onClick={() => void showRow(row)}
            >
              <span className="line-number">{row}</span>
              <span>{text}</span>
            </button>
          </li>
        ))}
      </ol>
      {left > 0 && <p className="nothing">{left} more before and after these.</p>}
    </>
  );
}
