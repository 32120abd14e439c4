import { useLayoutEffect, useRef, useState } from 'react';
import type { MachineView } from '../../model/view/page/machine';
import { seek } from '../simulator/actions';
import { Segmented } from '../kit/Segmented';

const shown = [
  { id: 'all', label: 'All' },
  { id: 'kernel', label: 'Kernel' },
  { id: 'debug', label: 'Debug' },
  { id: 'trace', label: 'Trace' },
  { id: 'tool', label: 'Tools' },
] as const;
type Shown = (typeof shown)[number]['id'];

/** A kernel prints its debug lines only where a user has switched them on. */
const sortOf = ({ kind, level }: MachineView['lines'][number]): Shown =>
  level === 'debug' ? 'debug' : kind;

/** What the host would have printed up to this step, the newest last; each line leads to its step. */
export function Lines({ lines }: { readonly lines: MachineView['lines'] }) {
  const [kind, setKind] = useState<Shown>('all');
  const rows = lines.filter((line) => kind === 'all' || sortOf(line) === kind);
  const list = useRef<HTMLOListElement>(null);
  // The newest are what one looks for.
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [rows.length]);
  return (
    <section className="sec" aria-label="Printed lines">
      <div className="sec-head">
        <h2>Printed</h2>
        <Segmented label="Which lines" value={kind} options={shown} small onChange={setKind} />
      </div>
      {rows.length === 0 ? (
        <p className="note">Nothing yet.</p>
      ) : (
        <ol
          className="machine-lines machine-scroll"
          tabIndex={0}
          aria-label="Lines, oldest first"
          ref={list}
        >
          {rows.map(({ step, text, level }, index) => (
            <li key={`${step} ${index}`}>
              <button
                type="button"
                className="line-number"
                aria-label={`Go to step ${step}`}
                onClick={() => void seek(step)}
              >
                {step}
              </button>
              <code className={level === 'debug' ? 'mu' : undefined}>{text}</code>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
