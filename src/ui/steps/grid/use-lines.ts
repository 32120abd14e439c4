import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useViewport } from '../../map/viewport';
import type { Line } from './outline';
import { useSteps } from '../../state/steps';

/** One line per step on a wide screen, two below that; the same as in the style sheet. */
const rowHeights = { wide: 22, tablet: 42, phone: 46 } as const;
/** A note below the row, or the field for it. */
const noteHeight = 18;
const fieldHeight = 28;
/** The lane heads stay at the upper edge. */
const headHeight = 18;

/** Which lines are on screen and where; the line of the present step is kept in sight. */
export function useLines(lines: readonly Line[], current: number, atStart: boolean) {
  const noting = useSteps((state) => state.noting);
  const list = useRef<HTMLDivElement>(null);
  const size = rowHeights[useViewport()];
  const heightOf = (index: number): number => {
    const row = lines[index]?.row;
    if (row === undefined) return size;
    const note = row.note === undefined ? 0 : noteHeight;
    return size + (row.step === noting ? fieldHeight : note);
  };
  // eslint-disable-next-line react-hooks/incompatible-library -- the build has no React Compiler
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    estimateSize: heightOf,
    overscan: 4,
    paddingStart: 3,
    paddingEnd: 14,
    scrollPaddingStart: 3,
    scrollPaddingEnd: headHeight + 14,
  });
  useEffect(() => {
    virtualizer.measure();
  }, [size, lines, noting, virtualizer]);
  useEffect(() => {
    const place = virtualizer.measurementsCache[current];
    if (list.current === null) return;
    if (place === undefined) {
      if (atStart) list.current.scrollTop = 0;
      return;
    }
    const height = (virtualizer.scrollRect?.height ?? 0) - headHeight;
    const scrolled = virtualizer.scrollOffset ?? 0;
    if (place.start - size >= scrolled && place.end + size <= scrolled + height) return;
    // Whole rows above the current one, so that none is cut. Written, not asked for: reading costs a layout.
    const above = Math.max(0, Math.floor((height / size - 1) / 2));
    const upper = virtualizer.measurementsCache[Math.max(0, current - above)] ?? place;
    list.current.scrollTop = Math.max(0, upper.start);
  }, [current, atStart, size, lines, virtualizer]);
  return { list, virtualizer };
}
