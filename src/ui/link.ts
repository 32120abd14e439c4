import type { FocusEvent, MouseEvent, PointerEvent } from 'react';
import type { EntityId } from '../model/view/page';
import { ask } from './connect';
import { onceReleased } from './kit/released';
import { setUi, uiStore, useUi } from './store';
import type { UiState } from './store';

export type LinkMark = 'selected' | 'hovered';

/** Lights these entities in every pane, unless hover is frozen. */
export function hoverOn(ids: readonly EntityId[]): void {
  if (!uiStore.getState().hoverFrozen) setUi({ hover: new Set(ids) });
}

/** Ends the hover, unless it is frozen or something else is lit by the time the pointer is up. */
export function hoverOff(): void {
  const { hover: lit } = uiStore.getState();
  onceReleased(() => {
    const { hover, hoverFrozen } = uiStore.getState();
    if (hover === lit && !hoverFrozen && hover.size > 0) setUi({ hover: new Set() });
  });
}

/** Selects these entities everywhere, asks what is known of the first, and may bring a bytes tab to the front. */
export function select(ids: readonly EntityId[], front?: string): void {
  setUi({
    selection: new Set(ids),
    whyAt: undefined,
    ...(front === undefined ? {} : { bytesTab: front }),
  });
  if (ids.length === 0) setUi({ inspector: undefined, why: undefined });
  void inspectSelection();
}

/** A step changes what is known of the selected entity, so it is asked for again. Returns the end of it. */
export function followSelection(): () => void {
  return uiStore.subscribe((state, before) => {
    if (state.rested === before.rested || state.selection.size === 0) return;
    const follows =
      state.rested?.run.step === state.whyAt?.step && state.rested?.steps === before.rested?.steps;
    if (!follows) setUi({ whyAt: undefined });
    void inspectSelection();
  });
}

/** Holding Ctrl keeps the hover, so that the pointer may travel to what it lit. Returns the end of it. */
export function freezeHoverWithCtrl(): () => void {
  const freeze = (event: KeyboardEvent): void => {
    if (event.key === 'Control') setUi({ hoverFrozen: true });
  };
  const thaw = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Control') return;
    if (!uiStore.getState().hoverFrozen) return;
    setUi({ hoverFrozen: false });
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

async function inspectSelection(): Promise<void> {
  const { selection } = uiStore.getState();
  const [first] = selection;
  if (first === undefined) return;
  const inspector = await ask('inspect', first);
  if (uiStore.getState().selection === selection) setUi({ inspector });
  if (uiStore.getState().whyAt !== undefined) return;
  const view = await ask('why', first);
  const { page, selection: now } = uiStore.getState();
  if (now !== selection) return;
  setUi({ why: view && { view, asked: page?.run.step ?? 0 } });
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
  const mark = useUi((state) => markOf(state, ids));
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
  state: Pick<UiState, 'hover' | 'selection'>,
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
