import type { Virtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import { firstStep, seek } from '../../simulator/actions';
import { hoverOn } from '../../entity/highlight';
import { linesOf, placesOf } from './outline';
import type { Line } from './outline';
import { useSteps } from '../../state/steps';
import { useDrag } from './use-drag';
import { useGridKeys } from './use-grid-keys';
import { useLines } from './use-lines';
import { useSlice } from '../../state/run';

/** Where a step's row begins and ends in the list, in pixels. */
export type PlaceOf = (
  step: number,
) => { readonly start: number; readonly end: number } | undefined;

export type Grid = ReturnType<typeof useGrid>;

/** The lines of the list, where they are on screen, and what keys and pointer do to them. */
export function useGrid() {
  const { spans, memory } = useSlice('lanes');
  const now = useSlice('run').step;
  const { lines, places } = useOutline();
  const current = places[now] ?? -1;
  const { list, virtualizer } = useLines(lines, current, now === firstStep);
  const [active, setActive] = useActive(current);
  const toStep = (step: number): void => {
    setActive(places[step] ?? -1);
  };
  const toLine = (index: number): void => {
    setActive(index);
    virtualizer.scrollToIndex(index);
    hoverOn(lines[index]?.row.entities ?? []);
  };
  const lineAt = (clientY: number) => {
    const all = list.current?.querySelector('.steps-all');
    return lineUnder(virtualizer, clientY - (all?.getBoundingClientRect().top ?? 0));
  };
  const drags = useDrag({ lines, onMoved: toStep, lineAt });
  const onKeyDown = useGridKeys({ lines, active, toLine, toStep, give: drags.give, go });
  const items = virtualizer.getVirtualItems();
  const placeOf: PlaceOf = (step) => virtualizer.measurementsCache[places[step] ?? -1];
  const first = lines[items[0]?.index ?? 0]?.row.step ?? 0;
  const last = lines[items.at(-1)?.index ?? 0]?.row.step ?? 0;
  return {
    ...{ list, lines, items, current, active, memory, drags },
    height: virtualizer.getTotalSize(),
    /** Spans that touch the rows on screen. */
    near: spans.filter(({ from, to = Infinity }) => from <= last && to >= first),
    ...{ placeOf, setActive, toStep, onKeyDown },
  };
}

function useOutline() {
  const rows = useSlice('steps');
  const folded = useSteps((state) => state.folded);
  const only = useSteps((state) => state.only);
  return useMemo(() => {
    const lines = linesOf(rows, { folded, only });
    return { lines, places: placesOf(lines, rows) };
  }, [rows, folded, only]);
}

/** The line the arrow keys are on; it follows the present step whenever that changes. */
function useActive(current: number): [number, (index: number) => void] {
  const [state, setState] = useState({ current, active: current });
  if (state.current !== current) setState({ current, active: current });
  const setActive = (active: number): void => {
    setState({ current, active });
  };
  return [state.active, setActive];
}

function lineUnder(virtualizer: Virtualizer<HTMLDivElement, Element>, y: number) {
  const item = virtualizer.getVirtualItemForOffset(y);
  const below = item !== undefined && y > (item.start + item.end) / 2;
  return { index: item?.index ?? 0, below };
}

/** Goes to the step of a line; a request that waits has none yet. */
export function go(line: Line | undefined): void {
  if (line?.row.status === 'done') void seek(line.row.step);
}
