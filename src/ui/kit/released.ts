/** Whether a button of the pointer is down, and what waits until it is up. */
let isDown = false;
const waiting: (() => void)[] = [];

/**
 * Does it at once, or, while a pointer is down, after it is up and has clicked. What a field does when it is left
 * may move what stands below it; the button that was pressed meanwhile must not move from under the pointer.
 */
export function onceReleased(does: () => void): void {
  if (isDown) waiting.push(does);
  else does();
}

const pressed = (): void => {
  isDown = true;
};

const released = (): void => {
  // The click comes after this event, in the same turn.
  setTimeout(() => {
    isDown = false;
    for (const does of waiting.splice(0)) does();
  });
};

/** Follows the pointer for `onceReleased`. Returns the end of it. */
export function followPointer(): () => void {
  window.addEventListener('pointerdown', pressed, true);
  window.addEventListener('pointerup', released, true);
  window.addEventListener('pointercancel', released, true);
  return () => {
    window.removeEventListener('pointerdown', pressed, true);
    window.removeEventListener('pointerup', released, true);
    window.removeEventListener('pointercancel', released, true);
  };
}
