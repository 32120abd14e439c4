import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useViewport } from '../../map/viewport';
import { setStepsHeight, usePreferences } from '../../state/preferences';

/** Pixels that both sides keep. */
const least = 118;
const rowHeight = 22;

/** Divides the room between the stage and the steps: dragged, or moved with the arrow keys; twice clicked it is as it was. */
export function Divider() {
  const wide = useViewport() === 'wide';
  const kept = usePreferences((state) => state.stepsHeight);
  const [now, setNow] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  if (!wide) return null;
  const size = (wanted: number): void => {
    const most = Math.max(least, (bar.current?.parentElement?.clientHeight ?? 0) - least);
    setStepsHeight(Math.round(Math.min(most, Math.max(least, wanted))));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const bottom = event.currentTarget.parentElement?.getBoundingClientRect().bottom ?? 0;
    size(bottom - event.clientY);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const height = heightBelow(event.currentTarget);
    const next = { ArrowUp: height + rowHeight, ArrowDown: height - rowHeight }[event.key];
    if (next !== undefined) size(next);
    else if (event.key === 'Enter') setStepsHeight(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={bar}
      className="divider"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the step list"
      aria-controls="steps"
      aria-valuemin={least}
      aria-valuenow={kept ?? now}
      aria-valuetext={`${kept ?? now} pixels${kept === undefined ? ', what is left over' : ''}`}
      title="Drag, or ↑ and ↓: height of the step list. Double-click or Enter: as it was"
      tabIndex={0}
      onFocus={(event) => {
        setNow(heightBelow(event.currentTarget));
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onDoubleClick={() => {
        setStepsHeight(undefined);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

const heightBelow = (bar: Element): number =>
  Math.round(bar.nextElementSibling?.getBoundingClientRect().height ?? 0);
