import { useEffect, useRef } from 'react';
import type { CompareView } from '../../model/view/page/compare';
import { Button } from '../kit/Button';
import { titleOf } from '../keys/keys';
import { closeCompare, followRun } from '../simulator/compare-actions';
import { CompareTransport } from './CompareTransport';
import { Differences } from './Differences';
import { RunSide } from './RunSide';
import './compare.css';
import './lists.css';
import { counted } from '../../model/units';
import { useTools } from '../state/tools';

/** Two runs over the same inputs, side by side, in place of the stage. */
export function Compare() {
  const compare = useTools((state) => state.compare);
  const main = useReturningFocus();
  useEffect(followRun, []);
  if (compare === undefined) return null;
  const { view, row } = compare;
  return (
    <>
      <Verdict view={view} />
      <main className="compare" ref={main} tabIndex={-1}>
        <RunSide side={view.a} />
        <RunSide side={view.b} />
        <Differences view={view} />
      </main>
      <CompareTransport view={view} row={row} />
    </>
  );
}

/** Takes the focus, and gives it back in the end. */
function useReturningFocus() {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    main.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return main;
}

function Verdict({ view }: { readonly view: CompareView }) {
  return (
    <section className="outcome compare-verdict" aria-label="What differs">
      <div className="outcome-top">
        <h1 aria-live="polite">
          <small>
            Row {view.row} of {view.lastRow}
          </small>{' '}
          {view.says}
        </h1>
        <div className="compare-acts">
          <Button look="primary" title={titleOf('clear')} onClick={closeCompare}>
            Close compare
          </Button>
        </div>
      </div>
      <p className="compare-sum">{sumOf(view)}</p>
      {view.notes.map((note) => (
        <p className="compare-sum" key={note}>
          {note}
        </p>
      ))}
    </section>
  );
}

function sumOf({ differences, lastRow }: CompareView): string {
  const [first] = differences;
  if (first === undefined) return `No difference in ${counted(lastRow + 1, 'row')}.`;
  const count = counted(differences.length, 'difference');
  return `First difference in row ${first}; ${count} in all.`;
}
