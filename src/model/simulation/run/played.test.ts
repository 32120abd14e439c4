import { expect, test } from 'vitest';
import { failureText, playScenario } from './played';

const scenario = (members: string, staticMiB = 256): string => `{"v":1,"title":"One add",
"device":{"profile":"qemu-11.1","id":"cxl-dcd0","staticMiB":${staticMiB},"dcMiB":1024,"regions":2},
"host":{"twin":"manual","decoder":[268435456,536870912]},${members}}`;

const add = (offset: number): string => `{"add":0,"extents":[[${offset},134217728]]}`;

test('checks are counted, and those that fail are told with their step', () => {
  const played = playScenario(
    scenario(
      `"actions":[${add(0)},{"expect":{"pending":1,"accepted":0}},${add(134217728)},{"expect":{"pending":1}}],"queue":[]`,
    ),
  );
  expect(played).toMatchObject({ checks: 3, failed: [{ after: 2, expected: 1, found: 2 }] });
  expect('failed' in played ? played.failed.map(failureText) : []).toEqual([
    'after step 2: offers that wait for a response: expected 1, found 2',
  ]);
});

test('the checks of every branch are looked at, those before it once', () => {
  const played = playScenario(
    scenario(
      `"actions":[${add(0)},{"expect":{"pending":1}}],"queue":[],"branches":[{"name":"twice","from":1,"actions":[${add(134217728)},{"expect":{"pending":3}}],"queue":[]}]`,
    ),
  );
  expect(played).toMatchObject({ checks: 2 });
  expect('failed' in played ? played.failed.map(failureText) : []).toEqual([
    'branch "twice": after step 2: offers that wait for a response: expected 3, found 2',
  ]);
});

test.each([
  ['a text that is no JSON', 'not json', 'This is not a scenario that can be opened'],
  ['a list', '[]', 'This is not a scenario that can be opened'],
  ['a scenario of a later version', '{"v":999}', 'This scenario is too new'],
  [
    'a device that QEMU does not start',
    scenario('"actions":[],"queue":[]', 255),
    'QEMU would not start this device',
  ],
])('%s is told by a card', (_what, text, title) => {
  const played = playScenario(text);
  expect('problem' in played ? played.problem : undefined).toMatchObject({ title });
  expect('problem' in played ? played.problem.fix : '').not.toBe('');
});
