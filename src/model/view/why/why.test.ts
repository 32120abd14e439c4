import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ldOf, type Region } from '../../device/device-state';
import { anyDeviceOfAll, anyPlans, busyPlans, play } from '../../testing/plans';
import type { Plan } from '../../testing/plan';
import { askFirstBack } from '../../testing/diverging-plans';
import { scenesOf } from '../../testing/scene';
import type { Scene } from '../scene/scene';
import { sysfsName } from '../words/names';
import type { Happening } from '../../happening';
import { drawnStates, type DrawnState } from '../page/vocabulary';
import { painted, Replay } from '../../testing/block-replay';
import { chainFault, outside } from '../../testing/chains';
import { causesOf, type Causes } from './causes';
import { whyOf } from './why-of';

const SLOW = 120_000;

/** Short runs of any kind; and runs in which capacity was accepted, offered and asked back before anything else. */
const anyRun: fc.Arbitrary<readonly Plan[]> = fc.oneof(
  anyPlans(25),
  busyPlans(20).map((plans) => [...plans.slice(0, 3), askFirstBack, ...plans.slice(3)]),
);

interface Counts {
  blocks: number;
  crashed: number;
  readonly states: Map<DrawnState, number>;
}

function checkBlock(
  scene: Scene,
  causes: Causes,
  replay: Replay,
  region: Region,
  block: number,
): void {
  const why = whyOf(scene, causes, `blocks:${region.index}:${block}-${block}`);
  if (why === undefined) throw new Error(`no answer for block ${block}`);
  expect(chainFault(why, scene)).toBeUndefined();
  const change = replay.changed.get(`${region.index}:${block}`);
  const [first] = why.links;
  expect({ step: first?.step, n: first?.n }).toEqual(change ?? { step: 0, n: 0 });
  expect(why.state).toBe(replay.drawn(`${region.index}:${block}`));
  expect(why.end).toBe(change === undefined ? 'start' : 'action');
  if (change !== undefined) expect(['qmp', 'fmApi']).toContain(outside(why, scene));
}

/** The first and the last block of every run of blocks in one state. */
function edges(drawn: readonly DrawnState[]): readonly number[] {
  return drawn.flatMap((state, block) =>
    drawn[block - 1] !== state || drawn[block + 1] !== state ? [block] : [],
  );
}

function checkBlocks(scene: Scene, causes: Causes, replay: Replay, counts: Counts): void {
  for (const region of ldOf(scene.after.device).regions) {
    const drawn = painted(scene, region);
    drawn.forEach((state, block) => {
      if (replay.drawn(`${region.index}:${block}`) !== state)
        throw new Error(`step ${scene.step}: the happenings do not tell block ${block}`);
    });
    for (const block of edges(drawn)) {
      checkBlock(scene, causes, replay, region, block);
      counts.blocks += 1;
      const state = drawn[block] ?? 'free';
      counts.states.set(state, (counts.states.get(state) ?? 0) + 1);
    }
  }
}

const placing: ReadonlySet<Happening['what']> = new Set([
  'groupOffered',
  'extentAccepted',
  'extentWithdrawn',
  'extentReleased',
  'extentSplit',
  'releaseAsked',
] as const);

/** Where the latest happening stands that put an extent where it is, found by looking at them all. */
function placedAt({ timeline, step }: Scene, id: number): { step: number; n: number } | undefined {
  for (let at = step; at >= 1; at -= 1) {
    const found = timeline.frames[at - 1]?.happenings.findLast(
      (item) =>
        placing.has(item.what) &&
        (('extent' in item && item.extent === id) ||
          ('extents' in item && item.extents.includes(id)) ||
          ('into' in item && item.into.includes(id))),
    );
    if (found !== undefined) return { step: at, n: found.n };
  }
  return undefined;
}

/** Everything else that can be named at the end of a run. */
function namesAt(scene: Scene, causes: Causes): readonly string[] {
  return [
    ...[...causes.byExtent.keys()].map((id) => `extent:${id}`),
    ...[...causes.byGroup.keys()].map((id) => `group:${id}`),
    ...[...causes.byRecord.keys()].map((serial) => `record:${serial}`),
    ...scene.timeline.frames.flatMap(({ happenings }, i) => [
      `step:${i + 1}`,
      `code:${i + 1}`,
      ...happenings.map(({ n }) => `happening:${i + 1}.${n}`),
      ...happenings.flatMap((item) => (item.what === 'ruleChecked' ? [`rule:${item.rule}`] : [])),
      ...happenings.flatMap((item) =>
        item.what === 'hostSurfaced' ? [`shown:${sysfsName(item)}`] : [],
      ),
    ]),
    'region:0',
    'region:1',
    'log:dynamicCapacity',
    ...[0x00, 0x80, 0x88, 0x8c, 0x90, 0x98, 0xa0, 0x8a8].map((offset) => `register:${offset}`),
  ];
}

test(
  'every block state of random runs has a chain back to a request of the fabric manager or to the start',
  () => {
    const counts: Counts = { blocks: 0, crashed: 0, states: new Map() };
    fc.assert(
      fc.property(anyDeviceOfAll, anyRun, (described, plans) => {
        const scenes = scenesOf(
          described,
          play(described, plans).map(({ action }) => action),
        );
        const { timeline } = scenes[0] ?? never();
        const causes = causesOf(timeline);
        const replay = new Replay(timeline.first);
        for (const scene of scenes) {
          if (scene.frame !== undefined) replay.add(scene.frame, scene.step);
          if (scene.after.device.crashed !== undefined) counts.crashed += 1;
          checkBlocks(scene, causes, replay, counts);
        }
      }),
      { numRuns: 100 },
    );
    expect(counts.blocks).toBeGreaterThan(10_000);
    for (const state of drawnStates) expect(counts.states.get(state) ?? 0).toBeGreaterThan(0);
    expect(counts.crashed).toBeGreaterThan(0);
  },
  SLOW,
);

test(
  'everything else that a random run names has a chain too',
  () => {
    fc.assert(
      fc.property(anyDeviceOfAll, anyRun, (described, plans) => {
        const scene = scenesOf(
          described,
          play(described, plans).map(({ action }) => action),
        ).at(-1);
        if (scene === undefined) return;
        const causes = causesOf(scene.timeline);
        for (const id of namesAt(scene, causes)) {
          const why = whyOf(scene, causes, id);
          if (why === undefined) throw new Error(`no answer for ${id}`);
          const fault = chainFault(why, scene);
          if (fault !== undefined) throw new Error(`${id}: ${fault}`);
          expect(why.sentence).toMatch(/^.+\.$/);
        }
        for (const id of causes.byExtent.keys()) {
          const [first] = whyOf(scene, causes, `extent:${id}`)?.links ?? [];
          expect({ step: first?.step, n: first?.n }).toEqual(placedAt(scene, id));
        }
      }),
      { numRuns: 100 },
    );
  },
  SLOW,
);

test(
  'the causes of a run that grew step by step are those of the whole run, also after a fork',
  () => {
    fc.assert(
      fc.property(anyDeviceOfAll, anyRun, fc.nat(20), (described, plans, cut) => {
        const actions = play(described, plans).map(({ action }) => action);
        const { timeline } = scenesOf(described, actions)[0] ?? never();
        const { first, frames } = timeline;
        let grown = causesOf({ first, frames: [] });
        for (const at of frames.keys())
          grown = causesOf({ first, frames: frames.slice(0, at + 1) }, grown);
        expect(grown).toEqual(causesOf(timeline));
        const fork = { first, frames: frames.slice(0, cut) };
        expect(causesOf(fork, grown)).toEqual(causesOf(fork));
      }),
      { numRuns: 50 },
    );
  },
  SLOW,
);

function never(): never {
  throw new Error('a run has a start');
}
