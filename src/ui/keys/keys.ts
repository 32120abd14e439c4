import { firstStep, forward, hostNext, redo, seek, seekBy, undo } from '../simulator/actions';
import { toDifference } from '../simulator/compare-actions';
import { drawerTabs, type DrawerTab } from '../state/tabs';
import { look, panBy, zoomBy, zoomToSelection } from '../simulator/look';
import { cyclePanes } from './panes';
import { speedBy, togglePlay } from '../simulator/play';
import { select } from '../entity/highlight';
import { askWhy } from '../entity/why';
import { rowKeys } from '../steps/grid/row-commands';
import { bookmarkStep, jump, jumpWords, openBranches, toggleStep } from '../simulator/time';
import type { Towards } from '../simulator/time';
import type { JumpKind } from '../../model/view/page';
import { setDeleted } from '../state/drafts';
import { dismissMessages } from '../state/messages';
import { showDrawer, toggleTheme } from '../state/preferences';
import { keepTail } from '../state/run';
import { openDialog, type DialogName } from '../state/tools';

export type CommandId = keyof typeof commands;

export interface Command {
  /** As `event.key` with its modifiers: `Shift+ArrowLeft`, `Ctrl+z`, `?`. */
  readonly keys: readonly string[];
  readonly says: string;
  readonly run: () => void;
}

type Commands = Readonly<Record<string, Command>>;

const command = (keys: readonly string[], says: string, run: () => void): Command => ({
  keys,
  says,
  run,
});

const open = (dialog: DialogName) => (): void => {
  openDialog(dialog);
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

const moving = {
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
} satisfies Commands;

const jumping = {
  ...jumps('extent', 't'),
  ...jumps('refusal', 'r'),
  ...jumps('divergence', 'f'),
  ...jumps('bookmark', 'g'),
} satisfies Commands;

const looking = {
  closer: command(['+', '='], 'Zoom the map in', () => void zoomBy(1 / 2)),
  farther: command(['-'], 'Zoom the map out', () => void zoomBy(2)),
  toSelection: command(['z'], 'Zoom to the selected extent', () => void zoomToSelection()),
  whole: command(['0'], 'All of the region', () => void look(undefined)),
  rowsDown: command(['Shift+PageDown'], 'Zoomed in: four rows on', () => void panBy(4)),
  rowsUp: command(['Shift+PageUp'], 'Zoomed in: four rows back', () => void panBy(-4)),
} satisfies Commands;

const editing = {
  hostNext: command(['n'], 'The host’s next move', () => void hostNext()),
  qmp: command(['q'], 'Add or release capacity', open('qmp')),
  paste: command(['i'], 'Paste a text: QMP, command line, log, bytes', open('paste')),
  device: command(['Shift+n'], 'New device', open('device')),
  bookmark: command(
    [rowKeys.bookmark.key],
    'Bookmark this step, or not',
    () => void bookmarkStep(),
  ),
  toggle: command([rowKeys.toggle.key], 'Switch this step off or on', () => void toggleStep()),
  branches: command(['o'], 'Branches of this run', openBranches),
  undo: command(['Ctrl+z'], 'Undo the last edit', () => void undo()),
  redo: command(['Ctrl+y', 'Ctrl+Shift+z'], 'Redo', () => void redo()),
} satisfies Commands;

/** A tab of the details: by its digit while the details have the focus, with Alt everywhere, and by its letter. */
const details = {
  ...(Object.fromEntries(
    drawerTabs.map(({ id, says, letter }, at) => {
      const digit = String(at + 1);
      return [id, command([...letter, `Alt+${digit}`, digit], says, drawer(id))];
    }),
  ) as Record<DrawerTab, Command>),
  why: command(['w'], 'Why is it so?', askWhy),
} satisfies Commands;

const comparing = {
  compare: command(['v'], 'Compare with another host, device or branch', open('compare')),
  differenceBack: command(['Ctrl+ArrowLeft'], 'Comparing: the difference before', () => {
    toDifference(-1);
  }),
  differenceOn: command(['Ctrl+ArrowRight'], 'Comparing: the next difference', () => {
    toDifference(1);
  }),
} satisfies Commands;

const page = {
  share: command(['Ctrl+s'], 'Share a link to this step', open('share')),
  theme: command(['d'], 'Dark or light', toggleTheme),
  keys: command(['?'], 'Keys', open('keys')),
  clear: command(['Escape'], 'Clear the selection', () => {
    dismissMessages();
    setDeleted(undefined);
    keepTail(undefined);
    select([]);
  }),
  panes: command(['F6'], 'Next pane', () => {
    cyclePanes(1);
  }),
  panesBack: command(['Shift+F6'], 'Previous pane', () => {
    cyclePanes(-1);
  }),
} satisfies Commands;

/** Every command there is: the key handler, the key list and the button titles come from here. */
export const commands = {
  ...moving,
  ...jumping,
  ...looking,
  ...editing,
  ...details,
  ...comparing,
  ...page,
};

interface KeyGroup {
  readonly title: string;
  readonly commands: Commands;
  readonly note?: string;
}

/** The commands as the key list has them. */
export const keyGroups: readonly KeyGroup[] = [
  { title: 'Through the run', commands: moving },
  { title: 'Jump to', commands: jumping },
  { title: 'Look at the map', commands: looking },
  { title: 'Act and change', commands: editing },
  {
    title: 'Details',
    commands: details,
    note: `Digits alone (1–${drawerTabs.length}) act only while the details have the focus.`,
  },
  { title: 'Compare', commands: comparing },
  { title: 'The page', commands: page },
];

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
  Control: 'Ctrl',
};

/** A key as a person reads it. */
export function printedKey(key: string): string {
  return key
    .split('+')
    .map((part) => printed[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' + ');
}
