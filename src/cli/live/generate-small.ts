import type { TraceStep } from '../../model/conformance/trace';
import { mailboxStep } from './generate-capacity';
import { oneOf, type Drawing } from './generate-ranges';
import { le } from './wire';

const celUuid = '0da9c0b5bf414b788f7996b1623b3f17';

const someBytes = ({ random }: Drawing, count: number): string =>
  Array.from({ length: count }, () => le(random.bits(), 1)).join('');

/** Reads event records, mostly those of the Dynamic Capacity log. */
export function drawEventRead({ random }: Drawing): TraceStep {
  return mailboxStep(
    0x0100,
    le(
      random.weighted([
        [12, 4],
        [1, random.between(0, 6)],
      ]),
      1,
    ),
  );
}

/** Clears event records: the handles that were read, in order or not. */
export function drawEventClear(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const { handles } = view;
  const some = handles.slice(0, random.between(0, handles.length));
  const choose = random.weighted<() => readonly number[]>([
    [8, () => handles],
    [3, () => some],
    [1, () => [...handles].reverse()],
    [1, () => handles.slice(1)],
    [1, () => [...handles, 0xffff, 1]],
    [1, () => [0, ...some]],
    [1, () => [random.between(0, 0xffff)]],
    [1, () => []],
  ]);
  const sent = choose();
  const log = random.weighted([
    [14, 4],
    [1, random.between(0, 6)],
  ]);
  const flags = random.weighted([
    [10, 0],
    [1, 1],
    [1, 255],
  ]);
  const count = random.weighted([
    [14, sent.length],
    [1, sent.length + 1],
    [1, 0],
  ]);
  const head = le(log, 1) + le(flags, 1) + le(count, 1) + le(0, 3);
  return mailboxStep(0x0101, head + sent.map((handle) => le(handle, 2)).join(''));
}

/** 0102h and 0103h. */
export function drawInterruptPolicy(drawing: Drawing): TraceStep {
  const { random } = drawing;
  return random.weighted<() => TraceStep>([
    [2, () => mailboxStep(0x0102)],
    [2, () => mailboxStep(0x0103, someBytes(drawing, random.pick([4, 5])))],
    [2, () => mailboxStep(0x0103, random.pick(['0101010101', '0000000000', '0101010121']))],
    [1, () => mailboxStep(0x0103, someBytes(drawing, random.between(0, 8)))],
  ])();
}

/** 0300h, 0301h, 0400h, 0401h and 4000h. */
export function drawSmall(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const logInput = (uuid: string, offset: number, length: number): string =>
    uuid + le(offset, 4) + le(length, 4);
  return random.pick<() => TraceStep>([
    () => mailboxStep(0x0300),
    () => mailboxStep(0x0301, someBytes(drawing, 8)),
    () => mailboxStep(0x0400),
    () => mailboxStep(0x0401, logInput(celUuid, 0, 160)),
    () =>
      mailboxStep(
        0x0401,
        logInput(celUuid, random.between(0, 60), random.pick([0, 1, 4, 7, 64, 2048, 2049])),
      ),
    () => mailboxStep(0x0401, logInput(celUuid, random.pick([262_143, 262_144, 0xffff_ffff]), 4)),
    () => mailboxStep(0x0401, logInput(someBytes(drawing, 16), 0, 16)),
    () => mailboxStep(0x4000),
  ])();
}

/** Opcodes that no device of this kind has; those of the FM API are not for the primary mailbox. */
const unknown = [0x0000, 0x0002, 0x0104, 0x0302, 0x4001, 0x4804, 0x48ff, 0xc000, 0xffff] as const;
const fmOpcodes = [0x5300, 0x5600, 0x5603, 0x5604, 0x5605] as const;

export const drawUnknown = (drawing: Drawing): TraceStep =>
  mailboxStep(
    drawing.random.chance(0.7) ? drawing.random.pick(unknown) : drawing.random.pick(fmOpcodes),
    someBytes(drawing, drawing.random.pick([0, 1, 4, 16])),
  );

const coreOpcodes = [
  ...[0x0100, 0x0101, 0x0102, 0x0103, 0x0300, 0x0301, 0x0400, 0x0401],
  ...[0x4000, 0x4800, 0x4801, 0x4802, 0x4803],
];

/** A known command with a payload of the wrong length, or with a length field that lies. */
export function drawWrongLength(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const step = mailboxStep(
    oneOf(random, coreOpcodes) ?? 0x4800,
    someBytes(drawing, random.between(0, 24)),
  );
  if (random.chance(0.7)) return step;
  const length = random.pick([0, 1, 2, 7, 8, 9, 24, 25, 0xf_ffff]);
  return { ...step, fields: { ...step.fields, length } };
}
