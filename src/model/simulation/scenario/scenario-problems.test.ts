import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { helloText } from '../../testing/hello';
import { readScenario } from './read-scenario';

const problemOf = (text: string) => {
  const result = readScenario(text);
  if (result.ok) throw new Error('read');
  return result.problem;
};

const branch = (name: string, from = 2, action = '{"reset":true}'): string =>
  `{"name":"${name}","from":${from},"actions":[${action}],"queue":[]}`;

/** The hello file with one piece of its text changed. */
const withChange = (from: string, to: string): string => {
  expect(helloText).toContain(from);
  return helloText.replace(from, to);
};

describe('a problem', () => {
  test('of a newer version names both versions', () => {
    expect(problemOf(withChange('"v":1', '"v":2')).what).toContain(
      'version 2; this build knows version 1',
    );
    expect(problemOf('{"v":7}').title).toContain('too new');
  });

  test.each([
    ['"v":1,', '"v":0,', 'v is 0; expected is 1'],
    ['"v":1,', '', 'v is missing; expected is this member'],
    ['"title":"Hello"', '"title":5', 'title is 5; expected is text'],
    ['"title":"Hello"', `"title":"${'😀'.repeat(2001)}"`, 'text of at most 2,000 characters'],
    ['"title":"Hello",\n', '', 'title is missing'],
    ['"qemu-11.1"', '"qemu-9.0"', 'device.profile is "qemu-9.0"; expected is one of'],
    ['"regions":2', '"regions":9', 'device.regions is 9; expected is a whole number from 0 to 8'],
    ['"regions":2', '"regions":2,"colour":1', 'device.colour is an unknown member'],
    ['"regions":2', '"regions":2,"serial":-1', 'device.serial is -1; expected is a whole number'],
    ['"regions":2', '"regions":2,"direct":false', 'device.direct is false; expected is true'],
    ['"staticMiB":256', '"staticMiB":-1', 'device.staticMiB is -1'],
    ['"staticMiB":256', '"staticMiB":0.0000001', 'device.staticMiB is 1e-7'],
    ['"dcMiB":1024', '"dcMiB":8589934592', 'device.dcMiB is 8589934592'],
    ['"id":"cxl-dcd0"', '"id":"a/b"', 'device.id is "a/b"; expected is an id'],
    ['"twin":"linux-v11"', '"twin":"toString"', 'host.twin is "toString"; expected is one of'],
    ['[268435456,268435456]', '[268435456]', 'host.decoder[1] is missing'],
    ['[268435456,268435456]', '[0,9007199254740993]', 'host.decoder[1] is 9007199254740993'],
    ['[[0,2097152]]', '[[0]]', 'actions[0].extents[0][1] is missing'],
    ['[[0,2097152]]', '[[0,1,2]]', 'actions[0].extents[0][2]'],
    ['[[0,2097152]]', '[0]', 'actions[0].extents[0] is 0; expected is a pair'],
    [
      '[[0,2097152]]',
      '[[0,18446744073709551616]]',
      'actions[0].extents[0][1] is 18446744073709551616',
    ],
    ['"times":2', '"times":0', 'actions[1].times is 0'],
    ['"times":2', '"times":9995', 'at most 10,000 actions in all'],
    [
      '"host":"respond"',
      '"host":"dance"',
      'actions[2].host is "dance"; expected is one of "next", "read"',
    ],
    ['"e4"', '"e04"', 'actions[2].accept[1] is "e04"; expected is an extent such as "e3"'],
    ['"4802"', '"48"', 'actions[3].mailbox is "48"'],
    ['00ff01', '00ff0', 'actions[3].in is "00ff0"'],
    [
      '{"twin":"manual"}',
      '{"paint":1}',
      'actions[5] is an object; expected is an object with one of host, qmp',
    ],
    [
      '{"twin":"manual"}',
      '{"twin":"manual","host":"next"}',
      'actions[5].twin is an unknown member',
    ],
    ['{"twin":"manual"}', 'null', 'actions[5] is null'],
    ['1000000000', '-1', 'actions[6].clock is -1'],
    ['{"reset":true}', '{"reset":false}', 'actions[7].reset is false; expected is true'],
    ['{"qmp":"cxl-release-dynamic-capacity"}', '{"host":"next"}', 'queue[0] is an object'],
    [
      '{"qmp":"cxl-release-dynamic-capacity"}',
      `{"qmp":"x","args":["${'x'.repeat(2001)}"]}`,
      'queue[0].args',
    ],
    ['{"reset":true}', '{"reset":true,"off":false}', 'actions[7].off is false; expected is true'],
    ['{"reset":true}', '{"reset":true,"note":""}', 'note is ""; expected is text of 1 to 1,000'],
    ['{"reset":true}', `{"reset":true,"note":"${'x'.repeat(1001)}"}`, 'text of 1 to 1,000 char'],
    ['"times":2', '"times":2,"bookmark":true', 'a move with times, or one with off, note'],
    ['"qmp":"cxl', '"off":true,"qmp":"cxl', 'queue[0].off is an unknown member'],
    ['"queue"', '"branches":[{}],"queue"', 'branches[0].name is missing'],
    ['"queue"', `"branches":[${branch('a')},${branch('a')}],"queue"`, 'branches[1].name is "a"'],
    ['"queue"', `"branch":"a","branches":[${branch('a')}],"queue"`, 'a name of its own'],
    [
      '"queue"',
      `"branches":[${branch('a', 10)}],"queue"`,
      'branches[0].from is 10; expected is a whole number from 0 to 9',
    ],
    [
      '"queue"',
      `"branches":[${branch('a', 9, '{"host":"next","times":9992}')}],"queue"`,
      'branches[0].actions is a list; expected is at most 10,000 actions in all',
    ],
    [
      '"queue"',
      `"branches":[${Array.from({ length: 50 }, (_, i) => branch(`b${i}`)).join(',')}],"queue"`,
      'at most 50 branches',
    ],
    ['"queue"', '"actions"', 'twice'],
    ['"queue":[', '"queue":[,', 'Line 14'],
    ['"queue"', '"__proto__":1,"queue"', '__proto__ is an unknown member'],
  ])('%s -> %s', (from, to, expected) => {
    const { what, fix } = problemOf(withChange(from, to));
    expect(what + fix).toContain(expected);
  });

  test.each([
    ['', 'an empty text'],
    ['[]', 'The text is an empty list; expected is an object'],
    ['12', 'The text is 12'],
    [`${helloText}{}`, 'line 16 is a second value'],
    [' '.repeat(1024 * 1024 + 1), '1 MiB'],
  ])('%#', (text, expected) => {
    expect(problemOf(text).what).toContain(expected);
  });

  test.each<[string, string, readonly string[]]>([
    [withChange('"v":1', '"v":2'), 'v', ['found: 2', 'expected: 1']],
    ['12', 'the whole text', ['found: 12', 'expected: an object']],
    [withChange('"regions":2', '"regions":9'), 'device.regions', ['found: 9']],
    [withChange('"queue":[', '"queue":[,'), 'line 14, column 10', ['found: ,']],
    [
      withChange('"title":"Hello"', '"title":{}'),
      'title',
      ['found: an object', 'expected: text of at most 2,000 characters'],
    ],
    [withChange('"title":"Hello"', '"title":[]'), 'title', ['found: an empty list']],
    [withChange('"title":"Hello"', '"title":[1]'), 'title', ['found: a list']],
    [withChange('"title":"Hello"', '"title":true'), 'title', ['found: true']],
    [
      withChange('"qemu-11.1"', `"${'q'.repeat(60)}"`),
      'device.profile',
      [`found: "${'q'.repeat(39)}…`],
    ],
    [
      withChange('"qemu-11.1"', `"${'q'.repeat(38)}"`),
      'device.profile',
      [`found: "${'q'.repeat(38)}"`],
    ],
    [
      withChange('"regions":2', `"regions":2,"${'x'.repeat(50)}":1`),
      `device.${'x'.repeat(40)}…`,
      ['found: an unknown member', 'expected: no such member'],
    ],
  ])('points at its place, with what is there: %#', (text, where, evidence) => {
    const problem = problemOf(text);
    expect(problem.where).toEqual([{ text: where }]);
    expect(problem.evidence.slice(0, evidence.length)).toEqual(evidence);
    expect(problem.evidence).toHaveLength(2);
  });

  test('comes of every piece cut from a good file, and never an exception', () => {
    fc.assert(
      fc.property(fc.nat(helloText.length), fc.nat(9), (from, length) => {
        const result = readScenario(helloText.slice(0, from) + helloText.slice(from + length));
        if (!result.ok) expect(result.problem.fix).not.toBe('');
      }),
    );
  });
});
