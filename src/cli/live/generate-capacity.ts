import type { TraceStep } from '../../model/conformance/trace';
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
import { endOf, type Range } from './view';
import { le, opcodeText } from './wire';

export const mailboxStep = (opcode: number, input = ''): TraceStep => ({
  op: 'mailbox',
  fields: { opcode: opcodeText(opcode), in_hex: input },
});

const entry = ({ start, length }: Range): string => le(start, 8) + le(length, 8) + le(0, 8);

/** The payload of 4802h and 4803h. */
const listInput = (entries: readonly Range[], count = entries.length, flags = 0): string =>
  le(count, 4) + le(flags, 1) + le(0, 3) + entries.map(entry).join('');

/** As many entries as a payload holds. */
const mostEntries = 85;

/** A list as it should be, or one whose frame is wrong: count, flags, length. */
function framed({ random }: Drawing, opcode: number, entries: readonly Range[]): TraceStep {
  const list = entries.slice(0, mostEntries);
  const { length } = list;
  if (random.chance(0.85)) return mailboxStep(opcode, listInput(list));
  return random.pick<() => TraceStep>([
    () => mailboxStep(opcode, listInput(list, length + 1)),
    () => mailboxStep(opcode, listInput(list, Math.max(0, length - 1))),
    () => mailboxStep(opcode, listInput(list, 0xffff_ffff)),
    () => mailboxStep(opcode, listInput(list, length, random.between(0, 255))),
    () => mailboxStep(opcode, `${listInput(list.slice(0, mostEntries - 1))}00aabbccdd`),
    () => mailboxStep(opcode, listInput(list).slice(0, -2)),
    () => mailboxStep(opcode, listInput(list).slice(0, 2 * random.between(0, 8))),
  ])();
}

const mostPieces = 16;

/** Pieces of an extent, not overlapping, out of order at times. */
function piecesOf({ random }: Drawing, { start, length }: Range): readonly Range[] {
  const pieces: Range[] = [];
  for (let at = start; at < start + length && pieces.length < mostPieces;) {
    const left = (start + length - at) / block;
    const size = BigInt(random.between(1, Math.max(1, Number(left) - 1))) * block;
    if (random.chance(0.8)) pieces.push({ start: at, length: size });
    at += size;
  }
  return random.chance(0.3) ? pieces.reverse() : pieces;
}

const wholeRange = (extents: readonly Range[]): Range => {
  const start = extents.reduce((low, item) => (item.start < low ? item.start : low), 2n ** 64n);
  const end = extents.reduce((high, item) => (endOf(item) > high ? endOf(item) : high), 0n);
  return { start, length: end - start };
};

/** Answers to the oldest offer, right and wrong. */
function answers(drawing: Drawing, offer: readonly Range[]): readonly Range[] {
  const { random, view, crowded } = drawing;
  const someOf = (extents: readonly Range[]): readonly Range[] =>
    extents.filter(() => random.chance(0.6));
  const choose = random.weighted<() => readonly Range[]>([
    [crowded ? 40 : 8, () => offer],
    [4, () => someOf(offer)],
    [5, () => offer.flatMap((extent) => piecesOf(drawing, extent))],
    [2, () => offer.map((extent) => partOf(drawing, extent)).reverse()],
    [2, () => view.pending[1] ?? offer],
    [1, () => [...offer, ...(view.pending[1] ?? [])]],
    [1, () => [wholeRange(offer)]],
    [1, () => [runFrom(offer[0] ?? wholeRange(offer), offer)]],
    [1, () => [...offer, ...offer]],
    [3, () => offer.map((extent) => (random.chance(0.3) ? spoilt(drawing, extent) : extent))],
    [1, () => [...someOf(offer), oneOf(random, view.accepted) ?? wholeRange(offer)]],
    [2, () => []],
  ]);
  return choose();
}

/** Answers an offer with 4802h. */
export function drawResponse(drawing: Drawing): TraceStep {
  const { view } = drawing;
  const offer = view.pending[0] ?? [freeRange(drawing, drawRegion(drawing), [])];
  return framed(drawing, 0x4802, answers(drawing, offer));
}

/** Gives capacity back with 4803h. */
export function drawRelease(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const held = oneOf(random, view.accepted) ?? freeRange(drawing, drawRegion(drawing), []);
  const some = (): readonly Range[] => view.accepted.filter(() => random.chance(0.3));
  const choose = random.weighted<() => readonly Range[]>([
    [6, () => [held]],
    [8, () => [partOf(drawing, held)]],
    [4, () => some().map((extent) => partOf(drawing, extent))],
    [3, () => [runFrom(held, view.accepted)]],
    [2, () => [partOf(drawing, runFrom(held, view.accepted))]],
    [1, () => [{ start: held.start, length: held.length + block }]],
    [1, () => view.pending[0] ?? [held]],
    [2, () => [spoilt(drawing, held)]],
    [1, () => [...some(), spoilt(drawing, held)]],
    [1, () => [held, partOf(drawing, held)]],
    [1, () => [{ start: held.start, length: 0n }, held]],
    [1, () => [freeRange(drawing, drawRegion(drawing), [])]],
    [1, () => []],
  ]);
  return framed(drawing, 0x4803, choose());
}

/** Asks for the configuration or the extent list, at times with odd arguments. */
export function drawCapacityQuery({ random, view }: Drawing): TraceStep {
  const count = view.accepted.length;
  const odd = (): number =>
    random.pick([0, 1, 2, 8, 50, 51, count, count + 1, 0x1_0000, 0xffff_fffe, 0xffff_ffff]);
  return random.weighted<() => TraceStep>([
    [2, () => mailboxStep(0x4800, '0800')],
    [2, () => mailboxStep(0x4800, le(random.between(0, 9), 1) + le(random.between(0, 9), 1))],
    [4, () => mailboxStep(0x4801, le(0xffff_ffff, 4) + le(0, 4))],
    [2, () => mailboxStep(0x4801, le(odd(), 4) + le(random.between(0, count + 1), 4))],
    [1, () => mailboxStep(0x4801, le(odd(), 4) + le(odd(), 4))],
  ])();
}
