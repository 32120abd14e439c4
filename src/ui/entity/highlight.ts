import type { FocusEvent, MouseEvent, PointerEvent } from 'react';
import type { EntityId } from '../../model/view/page';
import { ask } from '../simulator/connect';
import { onceReleased } from '../kit/released';
import {
  firstSelected,
  leaveWhy,
  linksNow,
  setFrozen,
  setHover,
  setSelection,
  setWhy,
  useLinks,
  type Links,
} from '../state/links';
import { onRun, pageNow } from '../state/run';
import { showBytesTab } from '../state/tools';

export type LinkMark = 'selected' | 'hovered';

/** Lights these entities in every pane, unless hover is frozen. */
export function hoverOn(ids: readonly EntityId[]): void {
  if (!linksNow().frozen) setHover(ids);
}

/** Ends the hover, unless it is frozen or something else is lit by the time the pointer is up. */
export function hoverOff(): void {
  const { hover: lit } = linksNow();
  onceReleased(() => {
    const { hover, frozen } = linksNow();
    if (hover === lit && !frozen && hover.size > 0) setHover([]);
  });
}

/** Selects these entities everywhere, asks why the first is as it is, and may bring a bytes tab to the front. */
export function select(ids: readonly EntityId[], front?: string): void {
  setSelection(ids);
  if (front !== undefined) showBytesTab(front);
  void askWhySelected();
}

/** A step changes why the selected entity is as it is, so it is asked again. Returns the end of it. */
export function followSelection(): () => void {
  return onRun(({ rested }, before) => {
    const { selection, whyAt } = linksNow();
    if (rested === before.rested || selection.size === 0) return;
    const follows = rested?.run.step === whyAt?.step && rested?.steps === before.rested?.steps;
    if (!follows) leaveWhy();
    void askWhySelected();
  });
}

/** Holding Ctrl keeps the hover, so that the pointer may travel to what it lit. Returns the end of it. */
export function freezeHoverWithCtrl(): () => void {
  const freeze = (event: KeyboardEvent): void => {
    if (event.key === 'Control') setFrozen(true);
  };
  const thaw = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Control') return;
    if (!linksNow().frozen) return;
    setFrozen(false);
    hoverOn(idsAround([...document.querySelectorAll(':hover')].at(-1)) ?? []);
  };
  window.addEventListener('keydown', freeze);
  window.addEventListener('keyup', thaw);
  window.addEventListener('blur', thaw);
  return () => {
    window.removeEventListener('keydown', freeze);
    window.removeEventListener('keyup', thaw);
    window.removeEventListener('blur', thaw);
  };
}

async function askWhySelected(): Promise<void> {
  const { selection, whyAt } = linksNow();
  const first = firstSelected({ selection });
  if (first === undefined || whyAt !== undefined) return;
  const view = await ask('why', first);
  if (linksNow().selection === selection) setWhy(view && { view, asked: pageNow()?.run.step ?? 0 });
}

export interface LinkProps {
  readonly 'data-link': LinkMark | undefined;
  readonly onPointerEnter?: (event: PointerEvent) => void;
  readonly onPointerLeave?: (event: PointerEvent) => void;
  readonly onFocus?: (event: FocusEvent) => void;
  readonly onBlur?: (event: FocusEvent) => void;
  readonly onClick?: (event: MouseEvent) => void;
}

/** What each element under the pointer stands for; lets a chip hand the hover back to its row. */
const linked = new WeakMap<Element, readonly EntityId[]>();

/** Props that tie an element to entities: it lights up with them, lights and selects them, and brings its bytes to the front. */
export function useLink(ids: readonly EntityId[], front?: string): LinkProps {
  const mark = useLinks((state) => markOf(state, ids));
  if (ids.length === 0) return { 'data-link': undefined };
  return {
    'data-link': mark,
    onPointerEnter: (event) => {
      linked.set(event.currentTarget, ids);
      hoverOn(ids);
    },
    onPointerLeave: (event) => {
      const outer = idsAround(event.relatedTarget);
      if (outer === undefined) hoverOff();
      else hoverOn(outer);
    },
    onFocus: (event) => {
      event.stopPropagation();
      if (event.currentTarget.matches(':focus-visible')) hoverOn(ids);
    },
    onBlur: hoverOff,
    onClick: (event) => {
      event.stopPropagation();
      select(ids, front);
    },
  };
}

/** How entities are marked now; selected wins. */
export function markOf(
  state: Pick<Links, 'hover' | 'selection'>,
  ids: readonly EntityId[],
): LinkMark | undefined {
  if (ids.some((id) => state.selection.has(id))) return 'selected';
  if (ids.some((id) => state.hover.has(id))) return 'hovered';
  return undefined;
}

function idsAround(target: EventTarget | null | undefined): readonly EntityId[] | undefined {
  let element = target instanceof Element ? target : undefined;
  while (element !== undefined) {
    const ids = linked.get(element);
    if (ids !== undefined) return ids;
    element = element.parentElement ?? undefined;
  }
  return undefined;
}
