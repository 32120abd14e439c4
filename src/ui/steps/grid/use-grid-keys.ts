import type { KeyboardEvent } from 'react';
import type { Line } from './outline';
import { foldable } from './outline';
import { rowCommands, rowKeys } from './row-commands';
import { foldOnly, listOnly, openMenu, say, stepsNow } from '../../state/steps';

export interface GridKeys {
  readonly lines: readonly Line[];
  readonly active: number;
  readonly toLine: (index: number) => void;
  readonly toStep: (step: number) => void;
  /** Ends a drag without moving anything. */
  readonly give: () => void;
  readonly go: (line: Line | undefined) => void;
}

/** Folding stays off the arrows: left and right are a step back and forward on the whole page. */
const sameKey: Readonly<Record<string, string>> = { '=': '+', '−': '-' };

/** The keys of the list while it has the focus. What is not its own goes on to the page. */
export function useGridKeys(keys: GridKeys) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    if (ownKey(event, keys)) event.preventDefault();
  };
}

function ownKey(event: KeyboardEvent<HTMLElement>, keys: GridKeys): boolean {
  const line = keys.lines[keys.active];
  if (opensMenu(event)) return line !== undefined && openMenuOf(event.currentTarget, line);
  const own = event.altKey ? undefined : gridKeys[event.key];
  return own === undefined ? runCommand(event, line, keys) : own(keys);
}

const walk =
  (by: number) =>
  ({ active, lines, toLine }: GridKeys): boolean => {
    toLine(Math.min(Math.max(active + by, 0), lines.length - 1));
    return true;
  };

const goThere = ({ lines, active, go }: GridKeys): boolean => {
  go(lines[active]);
  return true;
};

/** What the keys of the list itself do; each tells whether it had something to do. */
const gridKeys: Readonly<Record<string, (keys: GridKeys) => boolean>> = {
  ArrowUp: walk(-1),
  ArrowDown: walk(1),
  Enter: goThere,
  ' ': goThere,
  [rowKeys.all.key]: ({ lines }) => {
    foldAll(lines);
    return true;
  },
  Escape: ({ give }) => {
    const { drag, only } = stepsNow();
    give();
    listOnly(undefined);
    return drag !== undefined || only !== undefined;
  },
};

function runCommand(
  { key, altKey }: KeyboardEvent,
  line: Line | undefined,
  { toStep }: GridKeys,
): boolean {
  if (line === undefined) return false;
  const wanted = `${altKey ? 'Alt+' : ''}${sameKey[key] ?? key}`;
  const command = rowCommands(line, toStep).find((each) => each.key === wanted);
  if (command === undefined) return false;
  if (command.unavailable === undefined) command.run();
  else say(command.unavailable);
  return true;
}

const opensMenu = ({ key, shiftKey }: KeyboardEvent): boolean =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey);

function openMenuOf(list: HTMLElement, { row }: Line): boolean {
  if (row.status === 'queued') return false;
  const place = list.querySelector(`[data-step="${row.step}"]`)?.getBoundingClientRect();
  if (place === undefined) return false;
  openMenu({ step: row.step, x: place.right, y: place.bottom });
  return true;
}

/** Folds every action, or shows all if they are folded. */
export function foldAll(lines: readonly Pick<Line, 'row'>[]): void {
  const { folded } = stepsNow();
  const all = foldable(lines.map(({ row }) => row));
  foldOnly(folded.size > 0 ? new Set() : all);
}
