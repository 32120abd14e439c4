import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostRules } from '../../host/host-rules';
import { v11, v9 } from '../../host/kernel-lines/tables';
import { played } from './play';
import { readRecording } from './recording';

const known = new Map(hostRules.map((rule) => [rule.id, rule]));

function rulesIn(name: string): ReadonlySet<string> {
  const url = new URL(`recordings/${name}.json`, import.meta.url);
  const read = readRecording(readFileSync(url, 'utf8'));
  if ('problem' in read) throw new Error(`${name}: ${read.problem}`);
  return new Set([...played(read)].flatMap(({ decided }) => decided));
}

const model = new URL('../../', import.meta.url).pathname;

/** The sources of a folder of the model, without tests and without the table itself. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(model, folder), { recursive: true, withFileTypes: true })
    .filter(({ name }) => /(?<!\.test)\.tsx?$/.test(name) && !name.endsWith('-rules.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));

test('every code that the program names has its row', () => {
  const files = ['host', 'view', '../ui'].flatMap(filesIn);
  const named = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/(?<![\w'’])([AS]\d{1,2}|R[2-9])(?![\w\d])/g),
  ]);
  expect(named.length).toBeGreaterThan(50);
  const unknown = named.map(([, code = '']) => code).filter((code) => !known.has(code));
  expect(new Set(unknown)).toEqual(new Set());
});

/** Rules by which a host decides of an extent: the others are steps that say nothing of one. */
const decided = hostRules.filter(
  ({ id, shownBy }) =>
    shownBy !== undefined && (id.startsWith('A') || /^(?:S5|R[13479])$/.test(id)),
);
// A member that fails is decided by the check that it failed.
const undecided = new Set(['A16']);

test.each(decided.filter(({ id }) => !undecided.has(id)))(
  '$id happens in $shownBy',
  ({ id, shownBy = '' }) => {
    expect([...rulesIn(shownBy)]).toContain(id);
  },
);

test.each(hostRules.filter(({ shownBy }) => shownBy !== undefined))(
  'the recording of $id can be read: $shownBy',
  ({ shownBy = '' }) => {
    expect(rulesIn(shownBy)).toBeDefined();
  },
);

/** Functions that were read and print nothing, and rules of which only the file is known. */
const silent = ['A18', 'R5'];

test('a source is a function that prints a line of its own, else it is named here', () => {
  const speaking = new Set(
    [...Object.values(v11), ...Object.values(v9)].map(({ from }) => from.join(' ')),
  );
  const others = hostRules.filter(({ source }) => !speaking.has(source.join(' ')));
  expect(others.map(({ id }) => id)).toEqual(silent);
});
