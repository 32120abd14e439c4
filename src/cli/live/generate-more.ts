import type { TraceStep } from '../../model/conformance/trace';
import { features } from '../../model/index';
import { mailboxStep } from './generate-capacity';
import type { Drawing } from './generate-ranges';
import { le } from './wire';

const bytes = ({ random }: Drawing, count: number): string =>
  Array.from({ length: count }, () => le(random.bits(), 1)).join('');

/** 4102h and 4103h: a device without a label storage area. */
function drawLabels(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const offset = le(random.pick([0, 0, 1, 8, 0xffff_ffff]), 4);
  return random.pick([
    () => mailboxStep(0x4102, offset + le(random.pick([0, 1, 0xffff_ffff]), 4)),
    () => mailboxStep(0x4103, offset + le(0, 4) + bytes(drawing, random.pick([0, 0, 1, 16]))),
    () => mailboxStep(0x4103, bytes(drawing, random.between(0, 7))),
  ])();
}

/** 4201h and 4202h: thresholds around the critical ones. */
function drawAlerts(drawing: Drawing): TraceStep {
  const { random } = drawing;
  if (random.chance(0.5)) return mailboxStep(0x4201);
  const temperature = (): string => le(random.pick([0, 9, 10, 11, 34, 35, 36, 0xffff]), 2);
  return mailboxStep(
    0x4202,
    le(random.bits(), 1) +
      le(random.bits(), 1) +
      le(random.pick([0, 74, 75, 76, 255]), 1) +
      le(0, 1) +
      temperature() +
      temperature() +
      le(random.between(0, 0xffff), 2) +
      le(random.between(0, 0xffff), 2),
  );
}

const switchStep = (opcode: number, input: string): TraceStep => ({
  ...mailboxStep(opcode, input),
  op: 'switch_mailbox',
});

/**
 * 5100h to 5102h. Ports that the payload does not hold are read from the heap, and a port that is held in reset or
 * reset takes the device's registers away until firmware comes again: neither is asked for.
 */
export function drawSwitch(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const ports = Array.from({ length: random.between(0, 3) }, () => random.pick([0, 0, 0, 1, 255]));
  const asked = le(ports.length, 1) + ports.map((port) => le(port, 1)).join('');
  return random.pick([
    () => switchStep(0x5100, ''),
    () => switchStep(0x5101, asked),
    () => switchStep(0x5101, ''),
    () => switchStep(0x5101, le(random.pick([128, 255]), 1)),
    () => switchStep(0x5102, le(random.pick([0, 1]), 1) + le(random.pick([1, 3, 255]), 1)),
    () => switchStep(0x5102, bytes(drawing, random.pick([0, 1, 3]))),
  ])();
}

/** 4303h to 4305h: small ranges, at edges and with wraps. */
function drawScan(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const { staticMiB } = view.machine;
  const start = le(random.pick([0, 0, 64, 1, 2 ** 20 * staticMiB, 2 ** 20 * staticMiB - 64]), 8);
  const lines = le(random.pick([0, 1, 2, 2000, 4000, 2 ** 14 * staticMiB]), 8);
  return random.pick([
    () => mailboxStep(0x4303, start + lines),
    () => mailboxStep(0x4303, 'c0ffffffffffffff' + lines),
    () => mailboxStep(0x4304, start + lines + le(random.bits(), 1)),
    () => mailboxStep(0x4305),
    () => mailboxStep(0x4305),
  ])();
}

const featureUuids = features.map(({ uuid }) => uuid);

/**
 * 0500h to 0502h. Parts are no longer than a byte, and none goes on: QEMU clears as many bytes of its draft as were
 * written, also past its end.
 */
function drawFeature(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const at = random.between(0, features.length - 1);
  const uuid = random.weighted([
    [20, featureUuids[at] ?? ''],
    [1, '00'.repeat(16)],
    [1, bytes(drawing, 16)],
  ]);
  const short = (): string => le(random.pick([0, 0, 1, 2, 20, 2040, 0xffff]), 2);
  const set = (flags: number, length: number, offset: number): TraceStep => {
    const version = random.chance(0.9) ? (features[at]?.version ?? 1) : random.between(0, 3);
    const head = uuid + le(flags, 4) + le(offset, 2) + le(version, 1) + le(0, 9);
    return mailboxStep(0x0502, head + bytes(drawing, length));
  };
  return random.weighted([
    [
      2,
      () =>
        mailboxStep(
          0x0500,
          le(random.pick([0, 7, 8, 56, 392, 0xffff_ffff]), 4) +
            le(random.between(0, 9), 2) +
            le(0, 2),
        ),
    ],
    [6, () => mailboxStep(0x0501, uuid + short() + short() + le(random.chance(0.9) ? 0 : 1, 1))],
    [4, () => set(random.pick([0, 8]), random.between(0, 8), random.pick([0, 0, 1, 6]))],
    [2, () => set(1, random.between(0, 1), random.between(0, 3))],
    [5, () => set(random.pick([3, 4]), 1, random.between(0, 3))],
    [1, () => mailboxStep(0x0502, bytes(drawing, random.between(0, 31)))],
  ])();
}

/** 0200h to 0202h: packages whole and in parts, in order or not. */
function drawFirmware(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const blocks = random.pick([0, 0, 1, 2, 4, 0x3_ffff, 0x4_0000, 0x200_0000, 0xffff_ffff]);
  const head = (action: number): string =>
    le(action, 1) + le(random.pick([0, 1, 2, 2, 2, 3]), 1) + le(0, 2) + le(blocks, 4) + le(0, 120);
  const data = (): string => bytes(drawing, random.pick([0, 128, 128, 256]));
  return random.weighted([
    [3, () => mailboxStep(0x0200)],
    [6, () => mailboxStep(0x0201, head(random.between(0, 3)) + data())],
    [1, () => mailboxStep(0x0201, head(random.between(4, 6)))],
    [1, () => mailboxStep(0x0201, bytes(drawing, random.between(0, 127)))],
    [2, () => mailboxStep(0x0202, le(random.pick([0, 1, 1, 2]), 1) + le(random.between(0, 3), 1))],
  ])();
}

/** 0600h, whole: what is missing of a payload is read from the heap. */
function drawMaintain(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const [kind, subclass] = [random.pick([0, 1, 1, 1, 2, 2, 3]), random.between(0, 4)];
  const dpa = le(random.pick([0, 4096, 0x1000_0000]), 8);
  const head = le(kind, 1) + le(subclass, 1) + le(random.between(0, 15), 1);
  return mailboxStep(0x0600, kind === 1 ? head + dpa + le(0, 5) : head + bytes(drawing, 13));
}

/** Commands of the device beside dynamic capacity, its memory and its log. */
export const drawMore = (drawing: Drawing): TraceStep =>
  drawing.random.pick([drawLabels, drawAlerts, drawScan, drawFeature, drawFirmware, drawMaintain])(
    drawing,
  );
