import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileOf } from '../device/device-state';
import type { Cci, Profile } from '../device/profiles/profile';
import { newTrail } from '../happening';
import { dispatchRungs } from '../rules/dispatch';
import type { ToldRung } from '../rules/rule';
import { anyRuns, playedRun } from '../testing/any-runs';
import { stateAt } from '../simulation/run/timeline';
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

test('a command asks what its ladder says, in that order, and nothing else', () => {
  const asked = new Set<string>();
  fc.assert(
    fc.property(
      anyRuns,
      fc.nat(30),
      fc.constantFrom(...commands.values()),
      fc.constantFrom(...interfaces),
      fc.uint8Array({ maxLength: 80 }),
      fc.boolean(),
      (described, at, { opcode, usual }, cci, bytes, isUsual) => {
        const timeline = playedRun(described);
        const state = stateAt(timeline, Math.min(at, timeline.frames.length));
        const profile = profileOf(state.device);
        const payload = (isUsual ? usual?.(profile) : undefined) ?? bytes;
        const trail = newTrail();
        execute(state.device, state.clock, { cci, opcode, payload }, trail);
        const rules = trail.happenings.flatMap((item) =>
          item.what === 'ruleChecked' ? [item.rule] : [],
        );
        const all = told(opcode, profile);
        expect(all).toEqual(expect.arrayContaining(rules));
        const places = [...new Set(rules)].map((rule) => all.indexOf(rule));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        for (const rule of rules) asked.add(rule);
      },
    ),
    { numRuns: 1500 },
  );
  expect(asked.size).toBeGreaterThan(60);
});
