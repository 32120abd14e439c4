import { expect, test } from 'vitest';
import { scenarioWith } from '../../testing/run';
import type { MachineDeed } from '../deeds';
import { machineDeedOf } from './machine-forms';
import { readScenario } from './read-scenario';
import { writeScenario } from './write-scenario';

const uuid = 'deadbeef-cafe-baad-f00d-fedcba987654';
const deeds: readonly MachineDeed[] = [
  { deed: 'createRegion', start: 268435456, length: 536870912 },
  { deed: 'destroyRegion', region: 0 },
  { deed: 'claim', region: 0, of: uuid },
  { deed: 'claim', region: 1, of: '', size: 2097152 },
  { deed: 'resize', dax: 'dax0.1', size: 0 },
  { deed: 'destroyDax', dax: 'dax0.1' },
  { deed: 'online', dax: 'dax0.1', blockSize: 134217728 },
  { deed: 'offline', dax: 'dax0.1' },
  { deed: 'unloadDriver' },
  { deed: 'loadDriver' },
  { deed: 'restart' },
];

test.each(deeds)('a file says $deed, and is read as it was written', (deed) => {
  const scenario = scenarioWith({ twin: 'random' }, [{ kind: 'host', ...deed }]);
  const seeded = { ...scenario, host: { ...scenario.host, seed: 7 } };
  const text = writeScenario(seeded);
  expect(text).toContain(`{"host":"${deed.deed}"`);
  expect(text).toContain('"seed":7');
  expect(readScenario(text)).toEqual({ ok: true, scenario: seeded });
});

test.each([
  ['"of":""', '"of":"famfs"', 'a UUID, "0" or ""'],
  ['"size":2097152', '"size":-1', 'a whole number from 0'],
  ['"region":1', '"region":"one"', 'a whole number from 0'],
])('a file with %s changed to %s is refused', (from, to, expected) => {
  const claim = scenarioWith({}, [
    { kind: 'host', deed: 'claim', region: 1, of: '', size: 2097152 },
  ]);
  const read = readScenario(writeScenario(claim).replace(from, to));
  expect(read.ok ? '' : read.problem.what).toContain(expected);
});

test('a deed is nothing but its own members', () => {
  expect(machineDeedOf({ deed: 'restart', note: 'now', host: 'restart' })).toEqual({
    deed: { deed: 'restart' },
  });
  expect(machineDeedOf({ deed: 'offline', dax: 'sda1' })).toEqual({
    expected: 'a dax device such as "dax0.1"',
  });
});
