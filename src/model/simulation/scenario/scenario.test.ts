import { describe, expect, test } from 'vitest';
import { hello, helloText } from '../../testing/hello';
import { add as addTo, type Range } from '../../testing/run';
import type { Action } from '../action';
import { readScenario } from './read-scenario';
import type { Scenario } from './scenario';
import { writeScenario } from './write-scenario';

const add = (extents: readonly Range[], more: Parameters<typeof addTo>[1] = {}): Action =>
  addTo(extents, { region: 1, ...more });

const read = (text: string): Scenario => {
  const result = readScenario(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.scenario;
};

describe('a scenario', () => {
  test('is written so that a person can read it', () => {
    expect(writeScenario(hello)).toBe(helloText);
  });

  test('is read back the same', () => {
    expect(read(helloText)).toStrictEqual(hello);
  });

  test('keeps what was marked, and the branches, where a person can read them', () => {
    const marked: Scenario = {
      ...hello,
      marks: [
        { step: 1, note: 'begin' },
        { step: 2, off: true, bookmark: true },
      ],
      branch: 'main',
      branches: [
        {
          name: 'refuse',
          from: 3,
          actions: [{ kind: 'host', deed: 'respond', accept: [] }, { kind: 'reset' }],
          marks: [{ step: 5, note: 'late' }],
          queue: [],
        },
      ],
    };
    const text = writeScenario(marked);
    expect(read(text)).toStrictEqual(marked);
    expect(text).toContain(
      `{"add":1,"extents":[[0,2097152]],"note":"begin"},
{"host":"next","off":true,"bookmark":true},
{"host":"next"},
`,
    );
    expect(text.slice(text.indexOf('"branch"'))).toBe(`"branch":"main",
"branches":[
{"name":"refuse","from":3,
"actions":[
{"host":"respond","accept":[]},
{"reset":true,"note":"late"}],
"queue":[]}]}
`);
  });

  const formsOf = (action: Action): string =>
    writeScenario({ ...hello, actions: [action], queue: [] }).split('\n')[5] ?? '';

  test.each<[string, Action, boolean]>([
    ['the usual request', add([]), true],
    ['offsets beyond safe integers', add([[2n ** 64n - 1n, -1]]), true],
    ['offsets beyond 64 bits', add([[2n ** 64n, 1]]), false],
    ['a tag', add([], { tag: 'x' }), false],
    ['another host', add([], { 'host-id': 1 }), false],
    ['another path', add([], { path: '/machine/peripheral/other' }), false],
    ['another policy', add([], { 'selection-policy': 'free' }), false],
    ['a region beyond a byte', add([], { region: 256 }), false],
    ['an extent with a tag', add([], { extents: [{ offset: 0, len: 1, tag: '' }] }), false],
    ['an extent with a wrong type', add([], { extents: [{ offset: '0', len: 1 }] }), false],
    ['extents that are no list', add([], { extents: {} }), false],
    ['a fraction', add([[0.5, 1]]), false],
  ])('%s', (_, action, short) => {
    expect(formsOf(action).startsWith('{"add":')).toBe(short);
    expect(read(writeScenario({ ...hello, actions: [action] })).actions).toEqual([action]);
  });
});
