import type { TraceStep } from '../../model/conformance/trace';
import { tunnelRequest } from './board';
import type { Drawing } from './generate-ranges';
import { le, opcodeText } from './wire';

const celUuid = '0da9c0b5bf414b788f7996b1623b3f17';

/** A payload with one byte of its head changed: port, type, size, category, tag, return code or vendor status. */
function oddHead({ random }: Drawing, message: string): string {
  const at = 2 * random.pick([0, 1, 2, 4, 5, 12, 14]);
  const value = random.pick([0, 1, 11, 12, 13, 255]);
  return message.slice(0, at) + le(value, 1) + message.slice(at + 2);
}

/** A command inside a tunnel, perhaps in one more. */
function drawMessage(drawing: Drawing, depth: number): string {
  const { random } = drawing;
  const draw = random.weighted<() => string>([
    [4, () => tunnelRequest(0, random.pick([0x0000, 0x0001, 0x0300, 0x0400, 0x4800]), '')],
    [1, () => tunnelRequest(0, random.pick([0x0000, 0x0001]), le(random.bits(), 2))],
    [
      2,
      () =>
        tunnelRequest(
          0,
          0x0401,
          celUuid + le(0, 4) + le(random.pick([4, 16, 60, 256, 512, 513, 1024]), 4),
        ),
    ],
    [depth, () => tunnelRequest(0, 0x5300, drawMessage(drawing, depth - 1))],
  ]);
  const message = draw();
  return random.chance(0.2) ? oddHead(drawing, message) : message;
}

/** 5300h to the switch, or to the FM-owned LD behind it. */
export function drawTunnel(drawing: Drawing): TraceStep {
  const fields = { opcode: opcodeText(0x5300), in_hex: drawMessage(drawing, 2) };
  return drawing.random.chance(0.5)
    ? { op: 'switch_mailbox', fields }
    : { op: 'fm', fields: { ...fields, port: 0 } };
}
