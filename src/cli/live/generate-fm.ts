import type { TraceStep } from '../../model/conformance/trace';
import {
  block,
  drawRegion,
  freeRange,
  oneOf,
  partOf,
  spoilt,
  type Drawing,
} from './generate-ranges';
import type { Range } from './view';
import { drawTunnel } from './generate-tunnel';
import { le, opcodeText } from './wire';

const fmStep = (opcode: number, input: string): TraceStep => ({
  op: 'fm',
  fields: { opcode: opcodeText(opcode), in_hex: input, port: 0 },
});

const bytes = ({ random }: Drawing, count: number): string =>
  Array.from({ length: count }, () => le(random.bits(), 1)).join('');

/** As many as a tunnelled payload holds. */
const mostExtents = 50;

/** The payload of 5604h and 5605h: absolute addresses, each extent with a tag of its own. */
function capacityInput(drawing: Drawing, policy: number, extents: readonly Range[]): string {
  const { random } = drawing;
  const sent = extents.slice(0, mostExtents);
  const head =
    le(
      random.weighted([
        [8, 0],
        [1, 1],
      ]),
      2,
    ) +
    le(policy, 1) +
    le(random.between(0, 3), 1) +
    le(
      random.weighted([
        [4, 0],
        [1, 0xffff],
      ]),
      8,
    ) +
    bytes(drawing, 16);
  const list = sent.map(
    ({ start, length }) =>
      le(start, 8) + le(length, 8) + bytes(drawing, 16) + le(random.between(0, 9), 2) + le(0, 6),
  );
  return head + le(sent.length, 4) + list.join('');
}

/** Offers by 5604h; its extents may be of several regions. */
function drawFmAdd(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const extents: Range[] = [];
  for (let left = random.between(1, random.chance(0.9) ? 4 : 12); left > 0; left -= 1) {
    const free = freeRange(drawing, drawRegion(drawing), extents);
    const taken = oneOf(random, [...view.accepted, ...view.pending.flat()]) ?? free;
    extents.push(
      random.weighted([
        [12, free],
        [1, spoilt(drawing, free)],
        [1, taken],
      ]),
    );
  }
  return fmStep(
    0x5604,
    capacityInput(
      drawing,
      random.weighted([
        [9, 2],
        [1, random.between(0, 255)],
      ]),
      extents,
    ),
  );
}

function drawFmRelease(drawing: Drawing): TraceStep {
  const { random, view } = drawing;
  const held = oneOf(random, view.accepted) ?? freeRange(drawing, drawRegion(drawing), []);
  const choose = random.weighted<() => readonly Range[]>([
    [5, () => [held]],
    [5, () => [partOf(drawing, held)]],
    [2, () => view.accepted.filter(() => random.chance(0.3)).slice(0, 10)],
    [1, () => view.pending[0] ?? [held]],
    [2, () => [spoilt(drawing, held)]],
    [1, () => [held, held]],
    [1, () => []],
  ]);
  const policy = random.weighted([
    [8, 1],
    [2, 0x11],
    [1, 0x21],
    [1, random.between(0, 255)],
  ]);
  return fmStep(0x5605, capacityInput(drawing, policy, choose()));
}

/** 5600h, 5601h and 5603h with plain and odd arguments. */
function drawFmQuery({ random, view }: Drawing): TraceStep {
  const count = view.accepted.length;
  const host = le(
    random.weighted([
      [8, 0],
      [1, 1],
      [1, 0xffff],
    ]),
    2,
  );
  const odd = random.pick([0, 1, 50, 51, count, count + 1, 0xffff_ffff]);
  return random.pick<() => TraceStep>([
    () => fmStep(0x5600, ''),
    () => fmStep(0x5601, host + le(random.between(0, 9), 1) + le(random.between(0, 9), 1)),
    () => fmStep(0x5603, host + le(0, 2) + le(odd, 4) + le(random.between(0, count + 1), 4)),
  ])();
}

/** 5602h; the only block size a region can have is the one it has. */
function drawFmConfig(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const size = random.pick([block, block, 0n, 1n, 4096n, 2n * block, block + 1n, 2n ** 63n]);
  const flags = random.weighted([
    [6, 0],
    [1, 1],
    [1, 2],
    [1, 255],
  ]);
  const input = le(drawRegion(drawing), 1) + le(0, 3) + le(size, 8) + le(flags, 1) + le(0, 3);
  return fmStep(0x5602, input);
}

/** What an FM-owned LD has besides, and the switch itself. */
function drawFmComponent({ random }: Drawing): TraceStep {
  const onSwitch = random.pick([0x0001, 0x0002, 0x0003, 0x0005, 0x0400]);
  return random.pick<() => TraceStep>([
    () => fmStep(random.pick([0x0001, 0x0003, 0x0300, 0x0400]), ''),
    () => fmStep(0x0004, le(random.between(6, 12), 1)),
    () => ({ op: 'switch_mailbox', fields: { opcode: opcodeText(onSwitch), in_hex: '' } }),
  ])();
}

/** Payloads of the wrong length, only where QEMU checks it, and commands that are not there. */
function drawFmWrong(drawing: Drawing): TraceStep {
  const { random } = drawing;
  const opcode = random.pick([0x5600, 0x5601, 0x5602, 0x5603, 0x4800, 0x4802, 0x5606]);
  return fmStep(opcode, bytes(drawing, random.between(0, 3)));
}

/** A command of the FM API, by the switch's tunnel. */
export function drawFm(drawing: Drawing): TraceStep {
  const draw = drawing.random.weighted<(drawing: Drawing) => TraceStep>([
    [6, drawFmAdd],
    [4, drawFmRelease],
    [4, drawFmQuery],
    [2, drawFmConfig],
    [1, drawFmComponent],
    [1, drawFmWrong],
    [1, drawTunnel],
  ]);
  return draw(drawing);
}
