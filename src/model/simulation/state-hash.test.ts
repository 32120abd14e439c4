import { expect, test } from 'vitest';
import { mib } from '../testing/machine';
import { add, next, R0, run, scenarioWith } from '../testing/run';
import { MiB } from '../units';
import { seenOf, stateHash } from './state-hash';
import { startState, stateWith } from './state';

const start = startState(scenarioWith({ twin: 'linux-v11', decoder: [R0, 512 * MiB] }));
const offered = run(start, add([mib(0, 64), mib(128, 32)])).state;
const accepted = run(offered, next, next).state;

test('the text that is hashed is the same for ever', () => {
  expect(seenOf(accepted).split('\n')).toEqual([
    'clock 0',
    'crashed no no',
    'decoder committed',
    'generation 0',
    'last 18434 0',
    `accepted 268435456+67108864 ${'0'.repeat(32)} 0`,
    `accepted 402653184+33554432 ${'0'.repeat(32)} 0`,
    'record 1 0 268435456+67108864 more',
    'record 2 0 402653184+33554432 last',
    'lost 0',
    'host linux-v11 bound',
    'region 268435456+536870912 ready',
    `shown 268435456+67108864 ${'0'.repeat(32)} 0 0.1`,
    `shown 402653184+33554432 ${'0'.repeat(32)} 0 0.2`,
    'read 1',
    'read 2',
    'dax dax0.0  offline',
  ]);
});

test('states that differ in anything that is seen have other hashes, equal ones the same', () => {
  const states = [
    start,
    offered,
    accepted,
    run(accepted, next).state,
    stateWith(accepted, { clock: 1 }),
    run(start, add([mib(0, 64), mib(128, 34)])).state,
  ];
  const hashes = states.map(stateHash);
  expect(new Set(hashes).size).toBe(states.length);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{12}$/);
  expect(stateHash(run(offered, next, next).state)).toBe(stateHash(accepted));
});
