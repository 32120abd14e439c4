import { closeCompare, rowsOn, showRow } from '../simulator/compare-actions';
import { isTabDigit } from '../state/tabs';
import { commands } from './keys';
import type { Command } from './keys';
import { preferencesNow } from '../state/preferences';
import { toolsNow } from '../state/tools';

/** What the commands do while two runs are compared. Those that are not here would change or move the run. */
const inCompare = new Map<Command, () => void>([
  ...[
    commands.compare,
    commands.differenceBack,
    commands.differenceOn,
    commands.share,
    commands.theme,
    commands.keys,
    commands.panes,
    commands.panesBack,
  ].map((each): [Command, () => void] => [each, each.run]),
  [commands.back, rows(-1)],
  [commands.forward, rows(1)],
  [commands.back10, rows(-10)],
  [commands.forward10, rows(10)],
  [commands.first, () => void showRow(0)],
  [commands.last, () => void showRow(Number.MAX_SAFE_INTEGER)],
  [commands.clear, closeCompare],
]);

function rows(count: number): () => void {
  return () => {
    rowsOn(count);
  };
}

const byKey = new Map<string, Command>(
  Object.values(commands).flatMap((each) => each.keys.map((key): [string, Command] => [key, each])),
);

/** Listens for the keys of the whole page. Returns the end of it. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('keydown', onKeyDown);
  };
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const found = byKey.get(keyOf(event));
  if (found === undefined || !mayRun(event)) return;
  const compares = toolsNow().compare !== undefined;
  const run = compares ? inCompare.get(found) : found.run;
  if (run === undefined) return;
  event.preventDefault();
  run();
}

function keyOf(event: KeyboardEvent): string {
  // With Alt some systems print another sign, so the key itself counts.
  if (event.altKey) return `Alt+${event.code.replace('Digit', '')}`;
  const isLetter = /^[a-z]$/i.test(event.key);
  const key = isLetter ? event.key.toLowerCase() : event.key;
  const isSign = key.length === 1 && !isLetter && key !== ' ';
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  return `${ctrl}${event.shiftKey && !isSign ? 'Shift+' : ''}${key}`;
}

function mayRun(event: KeyboardEvent): boolean {
  const { dialog } = toolsNow();
  const { letterKeys } = preferencesNow();
  if (dialog !== undefined) return false;
  if (isSingleSign(event)) {
    if (!letterKeys) return false;
    if (isTabDigit(event.key) && !inDrawer(event.target)) return false;
  }
  return !(event.target instanceof Element) || !wantsKey(event.target, event);
}

function isSingleSign({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
}

/** Digits choose what the drawer shows, and only while it has the focus. */
function inDrawer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.drawer') !== null;
}

/** Whether the focused control has its own use for the key. */
function wantsKey(target: Element, event: KeyboardEvent): boolean {
  if (event.key === 'F6' || event.altKey) return false;
  if (target.closest('textarea, [contenteditable]') !== null) return true;
  if (target.closest('select') !== null) return !event.ctrlKey;
  if (target instanceof HTMLInputElement) return inputWants(target, event.key);
  if (target.closest('[popover]') !== null) return true;
  return event.key === ' ' && target.closest('button, a, summary, [role=option]') !== null;
}

/** A slider is moved, a radio button or box is chosen; into all others one writes. */
function inputWants({ type }: HTMLInputElement, key: string): boolean {
  if (type === 'range') return isMotion(key);
  return (type !== 'radio' && type !== 'checkbox') || isMotion(key) || key === ' ';
}

function isMotion(key: string): boolean {
  return key.startsWith('Arrow') || key.startsWith('Page') || key === 'Home' || key === 'End';
}
