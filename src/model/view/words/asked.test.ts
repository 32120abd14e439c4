import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../codec/message';
import { ldOf, type Region } from '../../device/device-state';
import { offers, readInjectLine } from '../../interop/inject-line';
import { initiateRelease } from '../../layouts/fm-dcd';
import type { JsonValue } from '../../json';
import type { Action } from '../../simulation/action';
import { fm } from '../../testing/fm';
import { delExtent, BASE, inject, LEN, mock } from '../../testing/mock';
import { add, askBack, next, R0, respond, type Described } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { addV3, askBackV3 } from '../../testing/v3';
import { anyWorld } from '../../testing/worlds';
import { MiB } from '../../units';
import { mapsView } from '../map/map-view';
import type { Scene } from '../scene/scene';
import { fmView } from '../device/fm-view';

/** Milliseconds that a busy machine may take. */
const SLOW = 120_000;

interface Wish {
  readonly start: number;
  readonly length: number;
  readonly says: string;
}

/** Members of a QMP request by its generation: where it says the region, and in what it counts. */
const dialects = [
  { region: 'region', unit: 1 },
  { region: 'region-id', unit: MiB },
] as const;

const release = (start: number, length: number): Wish => ({ start, length, says: 'release' });

function byLine({ file, line }: Extract<Action, { kind: 'inject' }>): readonly Wish[] {
  const read = readInjectLine(file, line);
  return read.ok && !offers(file) ? [release(read.value.start, read.value.length)] : [];
}

function byFmApi({ opcode, payload }: Extract<Action, { kind: 'fmApi' }>): readonly Wish[] {
  if (opcode !== 0x5605) return [];
  const { items } = decode(initiateRelease, payload);
  return items.map(({ start, length }) => release(Number(start), Number(length)));
}

function byQmp(
  { execute, arguments: members }: Extract<Action, { kind: 'qmp' }>,
  regions: readonly Region[],
): readonly Wish[] {
  const args = members as Readonly<Record<string, unknown>>;
  const dialect = dialects.find(({ region }) => region in args);
  if (execute !== 'cxl-release-dynamic-capacity' || dialect === undefined) return [];
  const base = regions[Number(args[dialect.region])]?.base ?? 0;
  const extents = args['extents'] as readonly {
    readonly offset: JsonValue;
    readonly len: JsonValue;
  }[];
  return extents.map(({ offset, len }) =>
    release(base + Number(offset) * dialect.unit, Number(len) * dialect.unit),
  );
}

/** What a request asks back, read from the request. */
function askedBackBy(action: Action, regions: readonly Region[]): readonly Wish[] {
  if (action.kind === 'inject') return byLine(action);
  if (action.kind === 'fmApi') return byFmApi(action);
  return action.kind === 'qmp' ? byQmp(action, regions) : [];
}

/** What a granted step asked for: offers that are new in the device, and what the request asks back. */
function wishesOf({ frame, before, after }: Scene): readonly Wish[] {
  const granted =
    (frame?.reply.kind === 'qmp' && frame.reply.error === undefined) ||
    (frame?.reply.kind === 'mailbox' && frame.reply.code === 0);
  if (frame === undefined || !granted) return [];
  const known = before.device.names.extent;
  const offered = ldOf(after.device)
    .pending.flatMap(({ extents }) => extents)
    .filter(({ id }) => id >= known)
    .map(({ id, start, length }): Wish => ({ start, length, says: `add e${id}` }));
  return [...offered, ...askedBackBy(frame.action, ldOf(after.device).regions)];
}

const shownAt = (scene: Scene, region: Region, dpa: number): string => {
  const block = Math.floor((dpa - region.base) / region.blockSize);
  const span = mapsView(scene)[region.index]?.fm.spans.find(
    ({ firstBlock, blocks }) => firstBlock <= block && block < firstBlock + blocks,
  );
  if (span === undefined) return '';
  return span.state === 'add' ? `add ${span.label}` : span.state;
};

/** What was asked last on each place of a region, from the requests of a run. */
function askedOn(
  { base, blocks, blockSize }: Region,
  scenes: readonly Scene[],
): ReadonlyMap<number, string> {
  const asked = new Map<number, string>();
  for (const { start, length, says } of scenes.flatMap(wishesOf)) {
    for (let at = base; at < base + blocks * blockSize; at += blockSize) {
      if (start <= at && at < start + length) asked.set(at, says);
    }
  }
  return asked;
}

test(
  'the fabric manager’s map shows what was asked last, on every device',
  { timeout: SLOW },
  () => {
    const seen = { add: 0, release: 0 };
    fc.assert(
      fc.property(anyWorld, ({ scenes, counted }) => {
        const all = scenes();
        const scene = all.at(-1);
        if (scene === undefined) return;
        for (const region of ldOf(scene.after.device).regions) {
          const units = counted(region);
          const asked = askedOn(units, all);
          for (const [at, says] of asked) {
            expect(shownAt(scene, region, at)).toBe(says);
            seen[says === 'release' ? says : 'add'] += 1;
          }
          const shown = mapsView(scene)[region.index]?.fm.spans ?? [];
          const total = shown.reduce((sum, span) => sum + span.blocks * region.blockSize, 0);
          expect(total).toBe(asked.size * units.blockSize);
        }
      }),
      { numRuns: 150 },
    );
    expect(Math.min(seen.add, seen.release)).toBeGreaterThan(0);
  },
);

/** The spans of the fabric manager's map of region 0: what, whose, from which block, how many. */
const askedIn = (described: Described, actions: readonly Action[]): readonly string[] =>
  (mapsView(sceneAfter(described, actions))[0]?.fm.spans ?? []).map(
    ({ state, label, firstBlock, blocks }) => `${state} ${label} ${firstBlock}+${blocks}`,
  );

test('a request shows all that it names, whatever became of it', () => {
  const two = [
    add([
      [0, 64 * MiB],
      [128 * MiB, 64 * MiB],
    ]),
  ];
  const both = ['add e1 0+32', 'add e2 64+32'];
  expect(askedIn({}, two)).toEqual(both);
  expect(askedIn({}, [...two, respond([])])).toEqual(both);
  expect(askedIn({}, [...two, respond([[R0, 32 * MiB]])])).toEqual(both);
  const v3 = { profile: 'qemu-v3', dcMiB: 4096 } as const;
  expect(
    askedIn(v3, [
      addV3([
        [0, 128],
        [256, 128],
      ]),
    ]),
  ).toEqual(['add e1 0+64', 'add e2 128+64']);
  expect(askedIn(mock, [delExtent([BASE + 3 * LEN, LEN])])).toEqual([
    `release no extent ${(3 * LEN) / 512}+${LEN / 512}`,
  ]);
});

test('what was asked back is told apart from what was offered', () => {
  const held = [add([[0, 64 * MiB]]), respond([[R0, 64 * MiB]])];
  expect(askedIn({}, [...held, askBack([[16 * MiB, 16 * MiB]])])).toEqual([
    'add e1 0+8',
    'release e1 8+8',
    'add e1 16+16',
  ]);
  const v3 = { profile: 'qemu-v3', dcMiB: 4096 } as const;
  const heldByV3 = [addV3([[0, 64]]), respond([[R0, 64 * MiB]])];
  expect(askedIn(v3, [...heldByV3, askBackV3([[0, 64]])])).toEqual(['release e1 0+32']);
});

test('a request that is refused asks for nothing', () => {
  expect(askedIn({}, [add([[1, 2]])])).toEqual([]);
  expect(askedIn({}, [fm(0x5604, '00')])).toEqual([]);
});

test('requests in thousands are drawn by the cells they touch', () => {
  const many = Array.from({ length: 500 }, (_, i) => i);
  const actions = many.map((i) => inject([BASE + i * MiB, 512]));
  const spans = mapsView(sceneAfter({ ...mock, startsEmpty: true }, actions))[0]?.fm;
  expect(spans?.total).toBe(500);
  expect(spans?.spans).toEqual([
    {
      id: 'blocks:0:0-1023999',
      label: '',
      state: 'add',
      firstBlock: 0,
      blocks: 1_024_000,
      changed: false,
    },
  ]);
});

test('chips of requests have no state', () => {
  const actions = [add([[0, 64 * MiB]]), next, respond([[R0, 64 * MiB]]), askBack([[0, 64 * MiB]])];
  const chips = fmView(sceneAfter({}, actions)).requests.map((request) =>
    request.chips.map(({ label, state }) => `${label} ${state}`),
  );
  expect(chips).toEqual([['e1 add'], ['e1 release']]);
});
