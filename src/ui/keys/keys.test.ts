import { expect, test } from 'vitest';
import { drawerTabs } from '../state/tabs';
import { commands, keyGroups } from './keys';
import { mapMoves, mapSelects } from '../map/map-keys';
import { rowKeys } from '../steps/grid/row-commands';

const all = Object.entries(commands);

/** What remotes of presenters send: forward, back, begin, end, and blank the screen. */
const presenterKeys = ['PageUp', 'PageDown', 'F5', 'Shift+F5', 'Escape', 'b', '.'];
const harmless = ['back', 'forward', 'clear'];

test('what the remote of a presenter sends moves through the run and changes nothing else', () => {
  const hit = all.filter(([, { keys }]) => keys.some((key) => presenterKeys.includes(key)));
  expect(hit.map(([id]) => id).filter((id) => !harmless.includes(id))).toEqual([]);
  const inRows = Object.values(rowKeys).map(({ key }) => key);
  expect(inRows.filter((key) => presenterKeys.includes(key))).toEqual([]);
});

test('no key is two commands', () => {
  const keys = all.flatMap(([, command]) => command.keys);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test('every tab of the details has its digit, in their order', () => {
  const digits = drawerTabs.map(({ id }) =>
    commands[id].keys.filter((key) => /^(Alt\+)?\d$/.test(key)),
  );
  expect(digits).toEqual(drawerTabs.map((_, at) => [`Alt+${at + 1}`, String(at + 1)]));
});

test('the key list has every command once, under a heading of its own', () => {
  const listed = keyGroups.flatMap((group) => Object.keys(group.commands));
  expect(listed.toSorted()).toEqual(Object.keys(commands).toSorted());
  expect(new Set(keyGroups.map(({ title }) => title)).size).toBe(keyGroups.length);
});

test('the keys of a map lead to every item and back', () => {
  const lead = (key: string, active: number): number | undefined =>
    mapMoves.find(({ keys }) => keys.includes(key))?.to(active, 5);
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End'].map((key) => lead(key, 2))).toEqual([
    3, 1, 0, 4,
  ]);
  expect(mapSelects).toEqual(['Enter', ' ']);
});
