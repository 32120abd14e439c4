import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profiles } from '../../device/profiles/profile';
import { injectFiles } from '../../interop/inject-line';
import type { JsonValue } from '../../json';
import type { Action } from '../action';
import { readScenario } from './read-scenario';
import { writeScenario } from './write-scenario';
import type { Scenario } from './scenario';

const profileIds = Object.keys(profiles) as (keyof typeof profiles)[];
const path = '/machine/peripheral/cxl-dcd0';

const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const anyInteger = fc.oneof(
  fc.nat(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 65n }),
  fc.constant(-1),
);
const anyValue: fc.Arbitrary<JsonValue> = fc.oneof(
  anyInteger,
  anyText,
  fc.constantFrom(null, true, 0.5),
  fc.dictionary(anyText, fc.array(anyInteger)),
);
const anyExtents = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ offset: anyInteger, len: anyInteger }) },
    { weight: 1, arbitrary: anyValue },
  ),
);
const anyRequest = fc.oneof(
  fc.record({ execute: anyText, arguments: anyValue }),
  fc.constantFrom('add', 'release').chain((verb) =>
    fc.record({
      execute: fc.constant(`cxl-${verb}-dynamic-capacity`),
      arguments: fc.record(
        {
          path: fc.constantFrom(path, '/machine/peripheral/x'),
          'host-id': fc.constantFrom(0, 0, 0, 1),
          [verb === 'add' ? 'selection-policy' : 'removal-policy']: fc.constant('prescriptive'),
          region: fc.integer({ min: -1, max: 257 }),
          extents: anyExtents,
          tag: anyText,
        },
        { requiredKeys: ['path', 'host-id'] },
      ) as fc.Arbitrary<JsonValue>,
    }),
  ),
);
const anyLine = fc.record({ file: fc.constantFrom(...injectFiles), line: anyText });
const anyIds = fc.array(fc.nat());
const anyAction = fc.oneof<fc.Arbitrary<Action>[]>(
  anyRequest.map((request) => ({ kind: 'qmp', ...request })),
  anyLine.map((request) => ({ kind: 'inject', ...request })),
  fc.record({
    kind: fc.constant('mailbox'),
    opcode: fc.nat(0xffff),
    payload: fc.uint8Array(),
  }),
  fc
    .constantFrom('next', 'next', 'next', 'read', 'clear', 'list')
    .map((deed) => ({ kind: 'host', deed })),
  anyIds.map((accept) => ({ kind: 'host', deed: 'respond', accept })),
  anyIds.map((extents) => ({ kind: 'host', deed: 'release', extents })),
  fc.constantFrom('manual', 'linux-v11').map((twin) => ({ kind: 'twin', twin })),
  fc.maxSafeNat().map((ns) => ({ kind: 'clock', ns })),
  fc.constant({ kind: 'reset' }),
);
const anyScenario: fc.Arbitrary<Scenario> = fc.record(
  {
    title: anyText,
    about: anyText,
    profile: fc.constantFrom(...profileIds),
    device: fc.record(
      {
        id: fc.constantFrom('cxl-dcd0', 'x', 'A.b_c-9'),
        staticVolatile: fc.maxSafeNat(),
        staticPersistent: fc.oneof(fc.constant(0), fc.maxSafeNat()),
        dynamicCapacity: fc.maxSafeNat(),
        regionCount: fc.nat(8),
        serial: fc.maxSafeNat(),
        direct: fc.constant(true),
        sharable: fc.constant(true),
        startsEmpty: fc.constant(true),
      },
      {
        requiredKeys: [
          'id',
          'staticVolatile',
          'staticPersistent',
          'dynamicCapacity',
          'regionCount',
        ],
      },
    ),
    host: fc.record({
      twin: fc.constantFrom('manual', 'linux-v11'),
      decoder: fc.record({ start: fc.maxSafeNat(), length: fc.maxSafeNat() }),
    }),
    actions: fc.array(anyAction, { maxLength: 30 }),
    queue: fc.array(anyRequest, { maxLength: 5 }),
  },
  { requiredKeys: ['title', 'profile', 'device', 'host', 'actions', 'queue'] },
);

test('a scenario, whatever it holds, is read back the same', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      expect(readScenario(writeScenario(scenario))).toEqual({ ok: true, scenario });
    }),
    { numRuns: 500 },
  );
});
