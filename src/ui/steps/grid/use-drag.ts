import { useRef } from 'react';
import type { PointerEvent } from 'react';
import { placeFor } from './outline';
import type { Line } from './outline';
import { moveStep } from './row-commands';
import { setDrag, stepsNow } from '../../state/steps';

/** Pixels that tell a drag from a click. */
const threshold = 5;
/** So near to an edge, in pixels, the list scrolls by itself. */
const edge = 24;
const scrollBy = 8;

interface Grip {
  readonly pointer: number;
  readonly step: number;
  readonly y: number;
  state: 'pressed' | 'dragging' | 'givenUp';
}

export interface DragProps {
  readonly lines: readonly Line[];
  /** The line that lies at so many pixels below the list's upper edge, and whether it is the line's lower half. */
  readonly lineAt: (clientY: number) => { readonly index: number; readonly below: boolean };
  readonly onMoved: (to: number) => void;
}

/** Dragging a row to another place: by mouse anywhere on it, by touch at its number. Escape gives up. */
export function useDrag({ lines, lineAt, onMoved }: DragProps) {
  const grip = useRef<Grip>(undefined);
  /** The pointer is still down, so the grip stays until it is let go. */
  const give = (): void => {
    if (grip.current !== undefined) grip.current.state = 'givenUp';
    setDrag(undefined);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const step = stepAt(event);
    if (step === undefined || event.button !== 0) return;
    grip.current = { pointer: event.pointerId, step, y: event.clientY, state: 'pressed' };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const held = grip.current;
    if (held?.pointer !== event.pointerId || held.state === 'givenUp') return;
    if (held.state === 'pressed' && Math.abs(event.clientY - held.y) < threshold) return;
    if (held.state === 'pressed') event.currentTarget.setPointerCapture(event.pointerId);
    held.state = 'dragging';
    scrollNearEdge(event.currentTarget, event.clientY);
    const { index, below } = lineAt(event.clientY);
    setDrag({ step: held.step, before: below ? index + 1 : index });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    const held = grip.current;
    const { drag } = stepsNow();
    grip.current = undefined;
    setDrag(undefined);
    if (held === undefined || held.state === 'pressed') return;
    swallowClick(event.currentTarget);
    const to = drag && placeFor(lines, drag.step, drag.before);
    if (drag === undefined || to === undefined) return;
    void moveStep(drag.step, to).then((done) => {
      if (done) onMoved(to);
    });
  };
  return { onPointerDown, onPointerMove, onPointerUp, give };
}

/** The recorded step under the pointer, if it may be dragged from there. */
function stepAt({ target, pointerType }: PointerEvent): number | undefined {
  if (!(target instanceof Element) || target.closest('button, input') !== null) return undefined;
  if (pointerType !== 'mouse' && target.closest('.n') === null) return undefined;
  const step = target.closest<HTMLElement>('[data-step]')?.dataset['step'];
  return step === undefined ? undefined : Number(step);
}

function scrollNearEdge(list: HTMLElement, y: number): void {
  const { top, bottom } = list.getBoundingClientRect();
  if (y < top + edge) list.scrollTop -= scrollBy;
  if (y > bottom - edge) list.scrollTop += scrollBy;
}

/** The click that ends a drag goes to no step. */
function swallowClick(list: HTMLElement): void {
  const swallow = (event: Event): void => {
    event.stopPropagation();
  };
  list.addEventListener('click', swallow, { capture: true, once: true });
  window.setTimeout(() => {
    list.removeEventListener('click', swallow, { capture: true });
  }, 0);
}
