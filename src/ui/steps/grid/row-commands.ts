import type { EntityId } from '../../../model/view/page';
import { edit } from '../../simulator/actions';
import { select } from '../../entity/highlight';
import type { Line } from './outline';
import { fold, listOnly, say, setNoting } from '../../state/steps';
import { pageNow } from '../../state/run';

/** One thing that can be done to a row, from its menu or by key while the list has the focus. */
export interface RowCommand {
  /** A `KeyboardEvent.key` with its modifiers in front: `Alt+ArrowUp`. */
  readonly key: string;
  readonly says: string;
  /** Why it cannot be done now. */
  readonly unavailable?: string | undefined;
  /** Opens something to type into, so the focus must not go back to the list. */
  readonly takesFocus?: boolean;
  readonly run: () => void;
}

/** Keys of the list while it has the focus, besides the arrows. */
export const rowKeys = {
  toggle: { key: 'x', says: 'Switch the row off or on' },
  up: { key: 'Alt+ArrowUp', says: 'Move the row up' },
  down: { key: 'Alt+ArrowDown', says: 'Move the row down' },
  // Not `b`: remotes of presenters send it to blank the screen.
  bookmark: { key: 'k', says: 'Bookmark the row, or not' },
  expect: { key: 'c', says: 'Expect of the row what it shows now, or nothing' },
  note: { key: 'e', says: 'Write a note on the row' },
  fold: { key: '-', says: 'Fold the host steps of an action' },
  unfold: { key: '+', says: 'Show them' },
  all: { key: '*', says: 'Fold all, or show all' },
  menu: { key: 'Shift+F10', says: 'All commands of the row' },
} as const;

const lastStep = (): number => pageNow()?.run.steps ?? 0;

/** Puts a step elsewhere and says so. */
export async function moveStep(step: number, to: number): Promise<boolean> {
  const done = await edit({ kind: 'move', step, to });
  if (done) say(`Step ${step} is now step ${to}.`);
  return done;
}

async function toggle(step: number, off: boolean): Promise<void> {
  const done = await edit({ kind: 'toggle', step });
  if (done) say(`Step ${step} is ${off ? 'on again' : 'off'}.`);
}

async function bookmark(step: number, on: boolean): Promise<void> {
  const done = await edit({ kind: 'bookmark', step, on });
  if (done) say(on ? `Step ${step} is bookmarked.` : `Bookmark removed.`);
}

/** Makes what a step shows now a check of it, or takes its checks away. */
async function expectOf(step: number, on: boolean): Promise<void> {
  const done = await edit({ kind: 'expect', step, on });
  if (done)
    say(
      on
        ? `Step ${step} is expected to show what it shows now.`
        : `Nothing is expected of step ${step}.`,
    );
}

/** Keeps a note; an empty one takes it away. */
export async function keepNote(step: number, text: string): Promise<void> {
  setNoting(undefined);
  const done = await edit({ kind: 'note', step, text });
  if (done) say(text === '' ? `Step ${step} has no note.` : `Note kept.`);
}

/** What can be done to a line. A request that waits to be sent has no commands. */
export function rowCommands(line: Line, onMoved: (to: number) => void): readonly RowCommand[] {
  if (line.row.status === 'queued') return [];
  return [
    {
      key: rowKeys.toggle.key,
      says: line.row.off ? 'Switch on' : 'Switch off',
      run: () => void toggle(line.row.step, line.row.off),
    },
    ...moveCommands(line.row.step, onMoved),
    ...markCommands(line),
    ...foldCommands(line),
  ];
}

function moveCommands(step: number, onMoved: (to: number) => void): readonly RowCommand[] {
  const move = (to: number) => (): void => {
    void moveStep(step, to).then((done) => {
      if (done) onMoved(to);
    });
  };
  return [
    {
      key: rowKeys.up.key,
      says: 'Move up',
      unavailable: step === 1 ? 'It is the first step' : undefined,
      run: move(step - 1),
    },
    {
      key: rowKeys.down.key,
      says: 'Move down',
      unavailable: step === lastStep() ? 'It is the last step' : undefined,
      run: move(step + 1),
    },
  ];
}

function markCommands({ row: { step, bookmarked, checked, note } }: Line): readonly RowCommand[] {
  return [
    {
      key: rowKeys.bookmark.key,
      says: bookmarked ? 'Remove bookmark' : 'Bookmark',
      run: () => void bookmark(step, !bookmarked),
    },
    {
      key: rowKeys.expect.key,
      says: checked ? 'Expect nothing of it' : 'Expect what it shows',
      run: () => void expectOf(step, !checked),
    },
    {
      key: rowKeys.note.key,
      says: note === undefined ? 'Write a note…' : 'Change the note…',
      takesFocus: true,
      run: () => {
        setNoting(step);
      },
    },
  ];
}

function foldCommands({ row, under, folded }: Line): readonly RowCommand[] {
  if (under === 0) return [];
  return [
    {
      key: folded ? rowKeys.unfold.key : rowKeys.fold.key,
      says: folded ? `Show its host steps` : 'Fold its host steps',
      run: () => {
        fold(row.step, !folded);
      },
    },
  ];
}

/** Lists only the steps of one extent, and selects it. */
export function showOnly(extent: EntityId): void {
  listOnly(extent);
  select([extent]);
}

const prefix = 'extent:';

/** `e3` for the entity of an extent, nothing for any other. */
export const extentName = (id: EntityId): string | undefined =>
  id.startsWith(prefix) ? `e${id.slice(prefix.length)}` : undefined;
