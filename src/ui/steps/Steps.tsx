import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { StepRow } from '../../model/view/page';
import { seek } from '../actions';
import { hoverOff, hoverOn } from '../link';
import { useViewport } from '../stage/viewport';
import { useSlice } from '../store';
import { StepLine } from './StepLine';
import { StepsHead } from './StepsHead';

/** One line per step on a wide screen, two below that; the same as in the style sheet. */
const rowHeights = { wide: 22, tablet: 42, phone: 46 } as const;

/** Who told whom what: the list of steps drawn as three lanes, one row per step. */
export function Steps() {
  const rows = useSlice('steps');
  const now = useSlice('run').step;
  const listId = useId();
  const current = rows.findIndex((row) => row.step === now && row.status === 'done');
  const { list, virtualizer } = useRows(rows, current);
  const [active, setActive] = useActive(current);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by !== undefined) {
      const next = Math.min(Math.max(active + by, 0), rows.length - 1);
      setActive(next);
      virtualizer.scrollToIndex(next);
      hoverOn(rows[next]?.entities ?? []);
    } else if (event.key === 'Enter' || event.key === ' ') go(rows[active]);
    else return;
    event.preventDefault();
  };
  return (
    <section className="seq" aria-label="Steps">
      <StepsHead />
      {rows.length === 0 && <p className="steps-none">No step yet: begin with “Add / release…”.</p>}
      <div
        ref={list}
        className="steps"
        role="listbox"
        aria-label="Steps of the run"
        aria-activedescendant={rows[active] === undefined ? undefined : `${listId}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={hoverOff}
      >
        <div
          className="steps-all"
          role="presentation"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <div
                key={row.id}
                id={`${listId}-${index}`}
                className="step-place"
                role="option"
                aria-selected={index === current}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => {
                  setActive(index);
                  go(row);
                }}
              >
                <StepLine row={row} time={timeOf(row, now)} active={index === active} />
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function useRows(rows: readonly StepRow[], current: number) {
  const list = useRef<HTMLDivElement>(null);
  const size = rowHeights[useViewport()];
  // eslint-disable-next-line react-hooks/incompatible-library -- the build has no React Compiler
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => size,
    overscan: 6,
    paddingStart: 3,
    paddingEnd: 14,
    scrollPaddingStart: 3,
  });
  useEffect(() => {
    virtualizer.measure();
  }, [size, virtualizer]);
  useEffect(() => {
    if (list.current === null) return;
    const height = virtualizer.scrollRect?.height ?? 0;
    const scrolled = virtualizer.scrollOffset ?? 0;
    const top = current * size;
    if (current >= 0 && top - size >= scrolled && top + 2 * size <= scrolled + height) return;
    // Whole rows above the current one, so that none is cut. Written, not asked for: reading costs a layout.
    const above = Math.max(0, Math.floor((height / size - 1) / 2));
    list.current.scrollTop = Math.max(0, top - above * size);
  }, [current, size, rows.length, virtualizer]);
  return { list, virtualizer };
}

/** The row the arrow keys are on; it follows the current step whenever that changes. */
function useActive(current: number): [number, (index: number) => void] {
  const [state, setState] = useState({ current, active: current });
  if (state.current !== current) setState({ current, active: current });
  const setActive = (active: number): void => {
    setState({ current, active });
  };
  return [state.active, setActive];
}

function go(row: StepRow | undefined): void {
  if (row?.status === 'done') void seek(row.step);
}

function timeOf(row: StepRow, now: number): 'past' | 'now' | 'future' | 'queued' {
  if (row.status === 'queued') return 'queued';
  if (row.step === now) return 'now';
  return row.step < now ? 'past' : 'future';
}
