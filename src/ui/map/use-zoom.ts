import { useEffect, type RefObject } from 'react';
import type { MapWindow } from '../../model/view/page';
import { blocksOfCell, cellAt, type MapGrid } from './geometry';
import { isWhole, movedBy, zoomedAt, type View } from './zoom';

/** Pixels of a wheel that make one step; a touchpad sends many small ones. */
const step = 40;

/** Told how what is in view is to change. */
export type OnLook = (change: (view: View) => MapWindow | undefined) => void;

interface Zoomed {
  readonly view: View;
  readonly grid: MapGrid;
  readonly onLook: OnLook;
}

/** Ctrl and wheel, or a pinch on a touchpad, zoom at the pointer, Shift and wheel move; a double click goes closer. */
export function useZoom(ref: RefObject<HTMLElement | null>, zoomed: Zoomed | undefined): void {
  useEffect(() => {
    const box = ref.current;
    if (box === null || zoomed === undefined) return undefined;
    const { view, grid, onLook } = zoomed;
    let turned = 0;
    const blockAt = ({ clientX, clientY }: MouseEvent): number | undefined => {
      const { left, top } = box.getBoundingClientRect();
      const cell = cellAt(grid, clientX - left, clientY - top);
      return cell === undefined ? undefined : blocksOfCell(grid, cell).first;
    };
    const onWheel = (event: WheelEvent): void => {
      const pans = event.shiftKey && !isWhole(view);
      if (!event.ctrlKey && !pans) return;
      event.preventDefault();
      turned += event.deltaY === 0 ? event.deltaX : event.deltaY;
      if (Math.abs(turned) < step) return;
      const towards = Math.sign(turned);
      turned = 0;
      const block = blockAt(event);
      if (!event.ctrlKey) onLook((now) => movedBy(now, towards));
      else if (block !== undefined) onLook((now) => zoomedAt(now, block, towards > 0 ? 2 : 1 / 2));
    };
    const onDoubleClick = (event: MouseEvent): void => {
      const block = blockAt(event);
      if (block !== undefined && view.blocksPerCell > 1)
        onLook((now) => zoomedAt(now, block, 1 / 4));
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    box.addEventListener('dblclick', onDoubleClick);
    return () => {
      box.removeEventListener('wheel', onWheel);
      box.removeEventListener('dblclick', onDoubleClick);
    };
  }, [ref, zoomed]);
}
