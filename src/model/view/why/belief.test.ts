import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ldOf } from '../../device/device-state';
import { twinIds, type TwinId } from '../../host/twin-id';
import type { Action } from '../../simulation/action';
import { chainFault } from '../../testing/chains';
import { divergingPlans } from '../../testing/diverging-plans';
import { play } from '../../testing/plans';
import { add, askBack, next, type Described } from '../../testing/run';
import { sceneAfter, scenesOf } from '../../testing/scene';
import { MiB } from '../../units';
import { capacityDifferencesOf, type CapacityDifference } from '../map/differences';
import type { Scene } from '../scene/scene';
import type { WhyView } from '../page/why';
import { divergenceKinds, type DivergenceKind } from '../page/vocabulary';
import { beliefOfRange } from './belief';
import { causesOf, type Causes } from './causes';
import { whyOf } from './why-of';

const host = (count: number): readonly Action[] => Array<Action>(count).fill(next);

const device: Described = { twin: 'linux-v9', staticMiB: 0, dcMiB: 512, regions: 1 };

const asked = (twin: TwinId, actions: readonly Action[], id: string): WhyView | undefined => {
  const scene = sceneAfter({ ...device, twin }, actions);
  return whyOf(scene, causesOf(scene.timeline), id);
};

/** Both answers, the device's first, each with its chain: the steps and texts of its links. */
function told(twin: TwinId, actions: readonly Action[], id: string): readonly string[][] {
  const why = asked(twin, actions, id);
  return [why, why?.host].flatMap((side) =>
    side === undefined
      ? []
      : [[side.sentence, ...side.links.map(({ step, text }) => `${step}: ${text}`)]],
  );
}

const nine = add(Array.from({ length: 9 }, (_, i) => [16 * i * MiB, 16 * MiB]));
const one = add([[256 * MiB, 16 * MiB]]);

describe('why, where host and device disagree', () => {
  const glued = [nine, ...host(4), one, ...host(2)];

  test('tells of a phantom that the device refused the response, and what the host had read', () => {
    for (const id of ['extent:1', 'blocks:0:0-7']) {
      const [device, belief] = told('linux-v9', glued, id);
      expect(device?.[0]).toMatch(
        /on offer because the fabric manager offered (e1|it) in g1 at step 1\.$/,
      );
      expect(belief?.[0]).toBe(
        'The host believes it has e1: it shows it as extent0.8 since step 8, although the device refused its response.',
      );
      expect(belief?.slice(1).map((link) => link.replace(/(?<=\. ).*|(?<=e1): .*/, ''))).toEqual([
        '8: The host shows e1 as extent0.8.',
        '8: The device answers 4802h Add DC Response.',
        '8: The host sends 4802h Add DC Response.',
        '8: The host decides to accept e1',
        '8: The host accepts 9 offered extents. ',
        '2: The device gives 8 records of the event log.',
        '2: The host reads the event log. ',
        '1: The device logs record 1 for e1 in the event log.',
        '1: The device puts e1–e9 on offer as g1.',
        '1: The fabric manager offers e1–e9.',
      ]);
    }
  });

  test('names the rule by which the device refused that response', () => {
    const answer = asked('linux-v9', glued, 'extent:1')?.host?.links[1];
    expect(answer).toMatchObject({ code: '0Fh Invalid Physical Address', rule: { broken: true } });
  });

  test('says nothing of the host where both agree', () => {
    expect(told('linux-v9', glued, 'extent:9').length).toBe(1);
    expect(told('linux-v9', glued, 'blocks:0:64-71').length).toBe(1);
    expect(told('linux-v9', [one, ...host(4)], 'extent:1').length).toBe(1);
  });

  test('tells of what is unknown to the host how it let go of it', () => {
    const [, belief] = told(
      'linux-v9',
      [one, ...host(4), { kind: 'host', deed: 'restart' }],
      'extent:1',
    );
    expect(belief?.slice(0, 3)).toEqual([
      'The host let go of e1 at step 6, so it does not know that the device still holds it.',
      '6: The host no longer shows e1, extent0.0.',
      '6: By hand, the host restarts.',
    ]);
    expect(belief?.at(-1)).toBe('1: The fabric manager offers e1.');
  });

  test('tells of several in one range of that with the lowest address', () => {
    const nineAbove = add(Array.from({ length: 9 }, (_, i) => [(64 + 16 * i) * MiB, 16 * MiB]));
    const below = add([[0, 16 * MiB]]);
    const scene = sceneAfter(device, [nineAbove, ...host(4), below, ...host(2)]);
    const causes = causesOf(scene.timeline);
    const believed = (from: number) =>
      beliefOfRange({ scene, causes }, { start: from * MiB, end: 512 * MiB })?.sentence;
    expect(believed(0)).toMatch(/^The host believes it has e10:/);
    expect(believed(16)).toMatch(/^The host believes it has e1:/);
    expect(believed(100)).toMatch(/^The host believes it has e3:/);
  });

  const askedBack = askBack([[256 * MiB, 16 * MiB]]);
  const restart: Action = { kind: 'host', deed: 'restart' };

  test('tells of a host that forgot why it did, and not what it made of a later request', () => {
    const [, belief] = told(
      'linux-v11',
      [one, ...host(4), restart, { kind: 'twin', twin: 'silent' }, askedBack, ...host(2)],
      'extent:1',
    );
    expect(belief?.slice(0, 3)).toEqual([
      'The host let go of e1 at step 6, so it does not know that the device still holds it.',
      '6: The host no longer shows e1, extent0.1.',
      '6: By hand, the host restarts.',
    ]);
  });

  const claim: Action = { kind: 'host', deed: 'claim', region: 0, of: '0' };
  const claimed = [one, ...host(4), claim];

  test('tells of what is in use why it is kept, back to the request for it', () => {
    const [device, belief] = told('linux-v11', [...claimed, askedBack, ...host(2)], 'extent:1');
    expect(device?.[0]).toMatch(/accepted and asked back because/);
    expect(belief?.slice(0, 2)).toEqual([
      'The host keeps e1: it decided so at step 9 because a dax device holds it, and decides anew only when it is asked again.',
      '9: The host decides to keep e1: a dax device holds it.',
    ]);
    expect(belief?.at(-1)).toBe('7: The fabric manager asks e1 back.');
  });

  test('names the reason of the decision, and not that it is in use', () => {
    const silent: Action = { kind: 'twin', twin: 'silent' };
    const [, belief] = told('linux-v11', [...claimed, silent, askedBack, ...host(2)], 'extent:1');
    expect(belief?.[0]).toBe(
      'The host keeps e1: it decided so at step 10 because this host never answers, and decides anew only when it is asked again.',
    );
  });

  test('is silent before the host has decided, and tells where it forgot that it did why it uses it', () => {
    const [, before] = told('linux-v11', [...claimed, askedBack], 'extent:1');
    expect(before).toBeUndefined();
    const region: Action = { kind: 'host', deed: 'createRegion', start: 0, length: 512 * MiB };
    const again = [...claimed, askedBack, ...host(3), restart, region, ...host(4), claim];
    const [, after] = told('linux-v11', again, 'extent:1');
    expect(after?.[0]).toMatch(/^dax0\.\d is there because the host made it of e1 at step 17\.$/);
  });
});

/** The names by which a difference can be asked about: its extent, and its first block. */
function namesOf(
  { after }: Scene,
  { extent, ranges: [range] }: CapacityDifference,
): readonly string[] {
  const { regions } = ldOf(after.device);
  const start = range?.start ?? 0;
  const region = regions.find(({ base, length }) => start >= base && start < base + length);
  if (region === undefined) throw new Error(`${start} is in no region`);
  const block = Math.floor((start - region.base) / region.blockSize);
  return [`extent:${extent}`, `blocks:${region.index}:${block}-${block}`];
}

/** Why the host decided what its side of an answer goes back to. */
function reasonOf({ timeline }: Scene, why: WhyView | undefined): string | undefined {
  const link = why?.host?.links[0];
  const happening = timeline.frames[(link?.step ?? 0) - 1]?.happenings[(link?.n ?? 0) - 1];
  return happening?.what === 'hostDecided' ? happening.because : undefined;
}

/** Gives the reasons of the decisions that were told. */
function checkBothSides(
  scene: Scene,
  causes: Causes,
  difference: CapacityDifference,
): readonly string[] {
  return namesOf(scene, difference).flatMap((id) => {
    const device = whyOf(scene, causes, id);
    for (const side of [device, device?.host]) {
      if (side === undefined) throw new Error(`step ${scene.step}: a side of ${id} is not told`);
      expect(chainFault(side, scene)).toBeUndefined();
      expect(side.sentence).toMatch(/^.+[^.]\.$/);
    }
    const reason = reasonOf(scene, device);
    expect(device?.host?.sentence).toContain(reason ?? '');
    return reason === undefined ? [] : [reason];
  });
}

test('every difference of random runs has a chain for the device’s side and one for the host’s', () => {
  const counts = new Map<DivergenceKind, number>();
  const reasons = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...twinIds), divergingPlans, (twin, plans) => {
      const actions = play({ twin }, plans).map(({ action }) => action);
      const scenes = scenesOf({ twin }, actions);
      const [first] = scenes;
      if (first === undefined) return;
      const causes = causesOf(first.timeline);
      for (const scene of scenes) {
        for (const difference of capacityDifferencesOf(scene)) {
          for (const reason of checkBothSides(scene, causes, difference)) reasons.add(reason);
          counts.set(difference.kind, (counts.get(difference.kind) ?? 0) + 1);
        }
      }
    }),
    { numRuns: 200 },
  );
  for (const kind of divergenceKinds) expect(counts.get(kind) ?? 0).toBeGreaterThan(0);
  expect(reasons.size).toBeGreaterThan(1);
}, 120_000);
