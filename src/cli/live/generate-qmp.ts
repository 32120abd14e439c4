import type { Fields, TraceStep } from '../../model/conformance/trace';
import { isJsonList, type JsonValue } from '../../model/index';
import {
  block,
  drawRegion,
  freeRange,
  oneOf,
  partOf,
  runFrom,
  spoilt,
  type Drawing,
} from './generate-ranges';
import { deviceId, devicePath, regionBase, regionBytes } from './virtual-machine';
import type { Range } from './view';

const addName = 'cxl-add-dynamic-capacity';
const releaseName = 'cxl-release-dynamic-capacity';

const qmpStep = (name: string, args: Fields): TraceStep => ({ op: 'qmp', fields: { name, args } });

const numberOf = (value: bigint): JsonValue =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(value)
    : value;

/** The region that a DPA is in, or the last before it. */
function regionOf({ view }: Drawing, { start }: Range): number {
  const { machine } = view;
  const region = Math.floor((Number(start) - regionBase(machine, 0)) / regionBytes(machine));
  return Math.min(Math.max(0, region), machine.regionCount - 1);
}

function request(drawing: Drawing, region: number, extents: readonly Range[]): Fields {
  const base = BigInt(regionBase(drawing.view.machine, region));
  return {
    path: devicePath,
    'host-id': drawing.random.weighted([
      [8, 0],
      [1, 1],
      [1, 65_535],
    ]),
    region,
    extents: extents.map(({ start, length }) => ({
      offset: numberOf(BigInt.asUintN(64, start - base)),
      len: numberOf(BigInt.asUintN(64, length)),
    })),
  };
}

/** As many extents as an offer has: mostly few, at times more than an event log holds. */
const drawCount = ({ random }: Drawing): number =>
  random.weighted([
    [10, random.between(1, 3)],
    [4, random.between(4, 8)],
    [2, random.between(9, 20)],
    [1, random.between(40, 90)],
    [1, 0],
  ]);

function freeRanges(drawing: Drawing, region: number): readonly Range[] {
  const extents: Range[] = [];
  for (let left = drawCount(drawing); left > 0; left -= 1) {
    extents.push(freeRange(drawing, region, extents));
  }
  return extents;
}

/** Single blocks with gaps, to come to the limit of extents. */
function comb(drawing: Drawing, region: number): readonly Range[] {
  const { random, view } = drawing;
  const blocks = regionBytes(view.machine) / Number(block);
  const count = Math.min(random.between(30, 85), Math.floor(blocks / 2));
  const first = random.between(0, blocks - 2 * count);
  const base = BigInt(regionBase(view.machine, region));
  return Array.from({ length: count }, (_, at) => ({
    start: base + BigInt(first + 2 * at) * block,
    length: block,
  }));
}

/** Offers capacity by QMP. */
export function drawAdd(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const region = drawRegion(drawing);
  const taken = [...view.pending.flat(), ...view.accepted];
  const choose = random.weighted<() => readonly Range[]>([
    [14, () => freeRanges(drawing, region)],
    [drawing.crowded ? 25 : 1, () => comb(drawing, region)],
    [2, () => freeRanges(drawing, region).map((item) => spoilt(drawing, item))],
    [2, () => [...freeRanges(drawing, region), oneOf(random, taken)].filter(isRange)],
    [1, () => freeRanges(drawing, region).flatMap((item) => [item, partOf(drawing, item)])],
  ]);
  const extents = choose();
  const policy = { 'selection-policy': 'prescriptive' };
  const tag = random.chance(0.1) ? { tag: '5be13bce-ae34-4a77-b6c3-16df975fcf1a' } : {};
  const args = { ...request(drawing, region, extents), ...policy, ...tag };
  return qmpStep(addName, maybeBroken(drawing, args, selectionPolicies));
}

const isRange = (value: Range | undefined): value is Range => value !== undefined;

/** Asks capacity back by QMP. */
export function drawReleaseRequest(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const held = oneOf(random, view.accepted) ?? freeRange(drawing, drawRegion(drawing), []);
  const choose = random.weighted<() => readonly Range[]>([
    [4, () => [held]],
    [5, () => [partOf(drawing, held)]],
    [3, () => [runFrom(held, view.accepted)]],
    [2, () => view.accepted.filter(() => random.chance(0.4)).slice(0, 12)],
    [1, () => view.pending[0] ?? [held]],
    [1, () => [held, partOf(drawing, held)]],
    [1, () => [{ start: held.start, length: held.length + block }]],
    [2, () => [spoilt(drawing, held)]],
    [1, () => []],
  ]);
  const extents = choose();
  const region = random.chance(0.9) ? regionOf(drawing, held) : drawRegion(drawing);
  const more: Fields = random.weighted<Fields>([
    [12, {}],
    [1, { 'sanitize-on-release': random.chance(0.5) }],
    [1, { 'forced-removal': random.chance(0.5) }],
    [1, { tag: 'abc' }],
  ]);
  const args = { ...request(drawing, region, extents), 'removal-policy': 'prescriptive', ...more };
  return qmpStep(releaseName, maybeBroken(drawing, args, removalPolicies));
}

const selectionPolicies = ['free', 'contiguous', 'enable-shared-access', 'bogus'] as const;
const removalPolicies = ['tag-based', 'tag-based', 'Prescriptive', ''] as const;

/** Values that fit hardly anywhere. */
export const junk: readonly [JsonValue, ...JsonValue[]] = [
  null,
  ...[true, 'text', '', '0', -1, 1.5, 0.25, 255, 256, 65_535, 65_536, 2 ** 32],
  ...[2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, -(2n ** 63n), -(2n ** 63n) - 1n],
  ...[[], {}, [1], [[]]],
];

/** Paths that name the device, another object or nothing. */
export const paths = [
  deviceId,
  '',
  'nope',
  '/',
  '/machine',
  'rp0',
  '/machine/peripheral/nope',
] as const;

/** The request, or sometimes one that is wrong in one member. */
function maybeBroken(
  drawing: Drawing,
  args: Fields,
  policies: readonly [string, ...string[]],
): Fields {
  const { random } = drawing;
  if (random.chance(0.85)) return args;
  const members = Object.keys(args);
  const member = oneOf(random, members) ?? 'path';
  const policy = members.find((name) => name.endsWith('policy')) ?? 'policy';
  return random.pick<() => Fields>([
    () => Object.fromEntries(Object.entries(args).filter(([name]) => name !== member)),
    () => ({ ...args, [member]: random.pick(junk) }),
    () => ({ ...args, [policy]: random.pick(policies) }),
    () => ({ ...args, path: random.pick(paths) }),
    () => ({ ...args, region: random.pick([drawing.view.machine.regionCount, 8, 255]) }),
    () => ({ ...args, surplus: random.pick(junk) }),
    () => ({ ...args, hid: 0, flags: 0, dpa: 0, [`m${random.between(0, 999)}`]: 1 }),
    () => ({ ...args, extents: brokenExtents(drawing, args) }),
  ])();
}

function brokenExtents({ random }: Drawing, args: Fields): JsonValue {
  const { extents } = args;
  const good = isJsonList(extents) ? extents : [];
  const broken = random.pick<JsonValue>([
    {},
    { offset: 0 },
    { len: 2_097_152 },
    { offset: random.pick(junk), len: 2_097_152 },
    { offset: 0, len: random.pick(junk) },
    { offset: 0, len: 2_097_152, more: random.pick(junk) },
    random.pick(junk),
  ]);
  return random.chance(0.5) ? [broken, ...good] : [...good, broken];
}
