import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileOf } from '../device/device-state';
import type { Cci, Profile } from '../device/profiles/profile';
import { firstNames, newTrail } from '../happening';
import { dispatchRungs } from '../rules/dispatch';
import type { ToldRung } from '../rules/rule';
import { anyRuns, playedRun } from '../testing/any-runs';
import { stateAt } from '../simulation/run/timeline';
import type { SimulationState } from '../simulation/state';
import { deviceWith, R0, type Described } from '../testing/run';
import { MiB } from '../units';
import { commands } from './command-table';
import { execute } from './mailbox';
import './more-commands';

const interfaces: readonly Cci[] = ['primary', 'fmLd', 'switch'];
const idsOf = (rungs: readonly ToldRung[]): readonly string[] =>
  rungs.flatMap(({ rules }) => rules.map(({ id }) => id));

/** All that a command says it asks, in order. */
function told(opcode: number, profile: Profile): readonly string[] {
  const ladder = commands.get(opcode)?.ladder ?? [];
  const rungs = typeof ladder === 'function' ? ladder(profile) : ladder;
  return idsOf([...dispatchRungs, ...rungs]);
}

/** The rules that a command asked, each of which its ladder has told, in the order it told them. */
function askedBy(state: SimulationState, cci: Cci, opcode: number, payload: Uint8Array) {
  const trail = newTrail(firstNames);
  execute(state.device, state.clock, { cci, opcode, payload }, trail);
  const rules = trail.happenings.flatMap((item) =>
    item.what === 'ruleChecked' ? [item.rule] : [],
  );
  const all = told(opcode, profileOf(state.device));
  expect(all).toEqual(expect.arrayContaining(rules));
  const places = [...new Set(rules)].map((rule) => all.indexOf(rule));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  return rules;
}

test('a command asks what its ladder says, in that order, and nothing else', () => {
  fc.assert(
    fc.property(
      anyRuns,
      fc.nat(30),
      fc.constantFrom(...commands.values()),
      fc.constantFrom(...interfaces),
      fc.uint8Array({ maxLength: 80 }),
      (described, at, { opcode }, cci, payload) => {
        const timeline = playedRun(described);
        const state = stateAt(timeline, Math.min(at, timeline.frames.length));
        askedBy(state, cci, opcode, payload);
      },
    ),
    { numRuns: 1000 },
  );
});

test('so it does with its usual request, none, zeros and ones, on every device', () => {
  const asked = new Set<string>();
  const qemu: Described = { accepted: [[R0, 8 * MiB]], pending: [[[R0 + 64 * MiB, 4 * MiB]]] };
  const states = [deviceWith(qemu), deviceWith({ ...qemu, profile: 'qemu-10.0' })];
  for (const state of [
    ...states,
    deviceWith({ profile: 'cxl-test' }),
    deviceWith({ profile: 'qemu-v3', dcMiB: 4096, regions: 2 }),
  ]) {
    for (const { opcode, usual } of commands.values()) {
      const zeros = new Uint8Array(48);
      const payloads = [usual?.(profileOf(state.device)) ?? zeros, zeros.slice(0, 0), zeros];
      for (const payload of [...payloads, zeros.map(() => 0xff)]) {
        for (const cci of interfaces) {
          for (const rule of askedBy(state, cci, opcode, payload)) asked.add(rule);
        }
      }
    }
  }
  expect(asked.size).toBeGreaterThan(80);
});
