import { firstStep, forward, hostNext, redo, seek, seekBy, undo } from './actions';
import { closeCompare, rowsOn, showRow, toDifference } from './compare/compare-actions';
import { cyclePanes } from './panes';
import { speedBy, togglePlay } from './play';
import { showDrawer, toggleTheme } from './preferences';
import { select } from './link';
import { askWhy } from './why';
import { setUi, uiStore } from './store';
import { bookmarkStep, jump, jumpWords, openBranches, toggleStep } from './time';
import type { DialogName, DrawerTab } from './store';
import type { Towards } from './time';
import type { JumpKind } from '../model/view/page';

export type CommandId = keyof typeof commands;

export interface Command {
  /** As `event.key` with its modifiers: `Shift+ArrowLeft`, `Ctrl+z`, `?`. */
  readonly keys: readonly string[];
  readonly says: string;
  readonly run: () => void;
}

const command = (keys: readonly string[], says: string, run: () => void): Command => ({
  keys,
  says,
  run,
});

const open = (dialog: DialogName) => (): void => {
  setUi({ dialog });
};

const drawer = (tab: DrawerTab) => (): void => {
  showDrawer(tab);
};

/** The two commands of a jump: its key goes on, with Shift back. */
const jumps = <K extends JumpKind>(kind: K, key: string) => {
  const way = (towards: Towards, keys: string, where: string): Command =>
    command([keys], `${jumpWords[kind].says}: ${where}`, () => void jump(kind, towards));
  return {
    [`${kind}On`]: way('on', key, 'next'),
    [`${kind}Back`]: way('back', `Shift+${key}`, 'previous'),
  } as Record<`${K}${'On' | 'Back'}`, Command>;
};

/** Every command there is: the key handler, the key list and the button titles come from here. */
export const commands = {
  back: command(['ArrowLeft', ',', 'PageUp'], 'One step back', () => {
    seekBy(-1);
  }),
  forward: command(['ArrowRight', '.', 'PageDown'], 'One step forward', () => void forward()),
  back10: command(['Shift+ArrowLeft'], 'Ten steps back', () => {
    seekBy(-10);
  }),
  forward10: command(['Shift+ArrowRight'], 'Ten steps forward', () => {
    seekBy(10);
  }),
  first: command(['Home'], 'First step', () => void seek(firstStep)),
  last: command(['End'], 'Last step', () => {
    void seek(Number.MAX_SAFE_INTEGER);
  }),
  play: command([' '], 'Play or pause', togglePlay),
  slower: command(['<'], 'Play slower', () => {
    speedBy(-1);
  }),
  faster: command(['>'], 'Play faster', () => {
    speedBy(1);
  }),
  ...jumps('extent', 't'),
  ...jumps('refusal', 'r'),
  ...jumps('divergence', 'f'),
  ...jumps('bookmark', 'g'),
  bookmark: command(['b'], 'Bookmark this step, or not', () => void bookmarkStep()),
  toggle: command(['x'], 'Switch this step off or on', () => void toggleStep()),
  branches: command(['o'], 'Branches of this run', openBranches),
  undo: command(['Ctrl+z'], 'Undo the last edit', () => void undo()),
  redo: command(['Ctrl+y', 'Ctrl+Shift+z'], 'Redo', () => void redo()),
  share: command(['Ctrl+s'], 'Share a link to this step', open('share')),
  hostNext: command(['n'], 'The host’s next move', () => void hostNext()),
  qmp: command(['q'], 'Add or release capacity', open('qmp')),
  device: command(['Shift+n'], 'New device', open('device')),
  step: command(['Alt+1', '1'], 'Details of this step', drawer('step')),
  machine: command(['h', 'Alt+2', '2'], 'The host machine', drawer('machine')),
  provoke: command(['p', 'Alt+3', '3'], 'Awkward next moves', drawer('provoke')),
  console: command(['c', 'Alt+4', '4'], 'Command console', drawer('console')),
  registers: command(['Alt+5', '5'], 'Registers', drawer('registers')),
  memory: command(['m', 'Alt+6', '6'], 'Memory', drawer('memory')),
  why: command(['w'], 'Why is it so?', askWhy),
  compare: command(['v'], 'Compare with another host, device or branch', open('compare')),
  differenceBack: command(['Ctrl+ArrowLeft'], 'Comparing: the difference before', () => {
    toDifference(-1);
  }),
  differenceOn: command(['Ctrl+ArrowRight'], 'Comparing: the next difference', () => {
    toDifference(1);
  }),
  theme: command(['d'], 'Dark or light', toggleTheme),
  keys: command(['?'], 'Keys', open('keys')),
  clear: command(['Escape'], 'Clear the selection', () => {
    setUi({ problem: undefined, notice: undefined });
    select([]);
  }),
  panes: command(['F6'], 'Next pane', () => {
    cyclePanes(1);
  }),
  panesBack: command(['Shift+F6'], 'Previous pane', () => {
    cyclePanes(-1);
  }),
} satisfies Record<string, Command>;

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

/** What a command does and its first key, for a button's title. */
export function titleOf(id: CommandId): string {
  const { says, keys } = commands[id];
  const [first] = keys;
  return first === undefined ? says : `${says} (${printedKey(first)})`;
}

const printed: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Escape: 'Esc',
};

/** A key as a person reads it. */
export function printedKey(key: string): string {
  return key
    .split('+')
    .map((part) => printed[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' + ');
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const found = byKey.get(keyOf(event));
  if (found === undefined || !mayRun(event)) return;
  const compares = uiStore.getState().compare !== undefined;
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
  const { dialog, letterKeys } = uiStore.getState();
  if (dialog !== undefined) return false;
  if (isSingleSign(event)) {
    if (!letterKeys) return false;
    if (/^[1-6]$/.test(event.key) && !inDrawer(event.target)) return false;
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
  if (target instanceof HTMLInputElement) return target.type !== 'range' || isMotion(event.key);
  if (target.closest('[popover]') !== null) return true;
  return event.key === ' ' && target.closest('button, a, summary, [role=option]') !== null;
}

function isMotion(key: string): boolean {
  return key.startsWith('Arrow') || key.startsWith('Page') || key === 'Home' || key === 'End';
}
