import type { TraceStep } from '../../model/conformance/trace';
import { mailboxStep } from './generate-capacity';
import { block, drawRegion, freeRange, oneOf, type Drawing } from './generate-ranges';
import { regionBase, spaceBytes } from './virtual-machine';
import { endOf } from './view';
import { le } from './wire';

const mostBytes = 16;

/** An address near the border of something: an extent, a region, a block, static memory. */
function drawAddress(drawing: Drawing, length: number): number {
  const { random, view } = drawing;
  const { machine } = view;
  const region = drawRegion(drawing);
  const extent =
    oneOf(random, [...view.accepted, ...(view.pending[0] ?? [])]) ?? freeRange(drawing, region, []);
  const border = random.weighted<bigint>([
    [5, extent.start],
    [4, endOf(extent)],
    [2, extent.start + block],
    [2, BigInt(regionBase(machine, region))],
    [1, BigInt(random.between(0, spaceBytes(machine) / 4096 - 1)) * 4096n],
  ]);
  const away = random.weighted([
    [5, 0],
    [3, random.between(-mostBytes, mostBytes)],
    [2, 8 * random.between(-2, 2)],
  ]);
  return Math.min(Math.max(0, Number(border) + away), spaceBytes(machine) - length);
}

const drawLength = ({ random }: Drawing): number =>
  random.weighted([
    [5, 8],
    [4, 16],
    [2, 4],
    [1, 2],
    [1, 1],
    [2, random.between(1, mostBytes)],
  ]);

const bytes = ({ random }: Drawing, count: number): string =>
  Array.from({ length: count }, () => le(random.bits(), 1)).join('');

export function drawMemoryRead(drawing: Drawing): TraceStep {
  const len = drawLength(drawing);
  return { op: 'mem_read', fields: { dpa: drawAddress(drawing, len), len } };
}

export function drawMemoryWrite(drawing: Drawing): TraceStep {
  const len = drawLength(drawing);
  const data = bytes(drawing, len);
  return { op: 'mem_write', fields: { dpa: drawAddress(drawing, len), data } };
}

/** 4300h to 4302h. */
export function drawPoison(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const whole = BigInt(spaceBytes(view.machine));
  const near = BigInt(drawAddress(drawing, 64));
  const line = random.pick([near - (near % 64n), near, 0n, 64n, whole - 64n, whole]);
  const queried = random.pick([64n, 128n, block, 0n, 1n, whole, 2n ** 40n]);
  return random.pick<() => TraceStep>([
    () => mailboxStep(0x4300, le(line, 8) + le(queried, 8)),
    () => mailboxStep(0x4300, le(0, 8) + le(view.machine.staticMiB * 2 ** 14, 8)),
    () => mailboxStep(0x4301, le(line, 8)),
    () => mailboxStep(0x4302, le(line, 8) + bytes(drawing, 64)),
  ])();
}

/** 4402h: discovery, sanitize and zero of ranges that fit and that do not. */
function drawMediaOperation(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  if (random.chance(0.3)) {
    const input = [le(0, 8), le(random.pick([0, 1, 2, 3]), 2), le(random.pick([0, 1, 2, 9]), 2)];
    return mailboxStep(0x4402, input.join(''));
  }
  const border = view.machine.staticMiB * 2 ** 20;
  const start = random.pick([0, 64, 4096, border - 64, border, border + 64, border + 2 ** 21, 1]);
  const length = random.pick([64, 128, 4096, 2 ** 21, 0, 63]);
  const head = [le(random.pick([1, 1, 1, 0, 2]), 1), le(random.pick([0, 1, 1, 2]), 1), le(0, 2)];
  return mailboxStep(0x4402, [...head, le(1, 4), le(start, 8), le(length, 8)].join(''));
}

/** 4100h, 4500h, Sanitize and its abort, and the registers that show what it does. */
export function drawMaintenance(drawing: Drawing): TraceStep {
  const { random } = drawing;
  return random.weighted<TraceStep>([
    [4, mailboxStep(0x4100)],
    [4, mailboxStep(0x4500)],
    [3, mailboxStep(0x4400)],
    [3, mailboxStep(0x0005)],
    [2, drawMediaOperation(drawing)],
    [4, { op: 'mbox_status', fields: {} }],
    [4, { op: 'bg_status', fields: {} }],
    [4, { op: 'clock_step', fields: { ns: random.pick([1, 999_999_999, 10 ** 9, 5 * 10 ** 9]) } }],
  ]);
}

/** Takes the decoder's commitment back, or commits it again. */
export const drawDecoder = ({ random }: Drawing): TraceStep => ({
  op: 'hdm',
  fields: { commit: random.chance(0.8) },
});
