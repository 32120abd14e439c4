import {
  objectAt,
  opcodeOf,
  textAt,
  type Fields,
  type TraceStep,
} from '../../model/conformance/trace';
import type { JsonValue } from '../../model/index';
import { regionBytes, type VirtualMachine } from './virtual-machine';
import { entriesOf, fmExtentsOf, type Range, type View } from './view';
import { readLe, u64 } from './wire';

/** Bytes of a mailbox payload. Of a command that claims more QEMU reads what lies behind. */
export const payloadBytes = 2048;

const top = 1n << 64n;
const wraps = ({ start, length }: Range): boolean => start + length >= top;

/** Input as QEMU takes it: as long as the length field says. */
function takenInput(fields: Fields): string {
  const input = textAt(fields, 'in_hex');
  const { length } = fields;
  return typeof length === 'number' ? input.slice(0, 2 * length).padEnd(2 * length, '0') : input;
}

/** An empty response with nothing to refuse. */
function emptyResponse({ pending }: View, input: string): boolean {
  return input.length >= 16 && readLe(input, 0, 4) === 0n && pending.length === 0;
}

/** Commands of variable length look at bytes that are not there if the length field lies upward. */
const variableLength = new Set([0x0101, 0x0103, 0x4802, 0x4803]);

/** Offsets of 0401h count entries of four bytes; far ones show other memory of the device. */
const logBytes = 262_144n;

function farLog(input: string): boolean {
  const offset = readLe(input, 16, 4);
  const length = readLe(input, 20, 4);
  return offset + length < logBytes && 4n * offset + length > logBytes;
}

function mailboxHazard(view: View, fields: Fields): boolean {
  const opcode = opcodeOf(fields);
  const input = takenInput(fields);
  if (input.length > 2 * payloadBytes) return variableLength.has(opcode);
  switch (opcode) {
    case 0x4802:
      return emptyResponse(view, input) || entriesOf(input).some(wraps);
    case 0x4803:
      return entriesOf(input).some(wraps);
    case 0x0401:
      return farLog(input);
    default:
      return false;
  }
}

/** An extent whose end wraps past 2^64 passes the check against the region's end. */
function qmpHazard(machine: VirtualMachine, fields: Fields): boolean {
  const { extents } = objectAt(fields, 'args');
  if (!Array.isArray(extents)) return false;
  return extents.some((item: JsonValue) => {
    const extent = objectAt({ item }, 'item');
    const start = u64(extent['offset']);
    const length = u64(extent['len']);
    return (
      start !== undefined &&
      length !== undefined &&
      wraps({ start, length }) &&
      start >= BigInt(regionBytes(machine))
    );
  });
}

/** What a tunnelled message has before its payload. */
const tunnelBytes = 16;

/** Offers and release requests of the FM API trust their count and their lengths. */
function fmHazard({ machine }: View, fields: Fields): boolean {
  const input = textAt(fields, 'in_hex');
  switch (opcodeOf(fields)) {
    case 0x5602:
      return readLe(input, 0, 1) >= BigInt(machine.regionCount);
    case 0x5604:
    case 0x5605: {
      const extents = fmExtentsOf(input);
      const count = readLe(input, 0x1c, 4);
      const lies = count !== BigInt(extents.length);
      const none = opcodeOf(fields) === 0x5604 && count === 0n;
      const long = input.length > 2 * (payloadBytes - tunnelBytes);
      return lies || none || long || input.length < 64 || extents.some(wraps);
    }
    default:
      return false;
  }
}

/** Whether the step is known to kill QEMU, or to show memory that is not the device's. */
export function isHazard(view: View, { op, fields }: TraceStep): boolean {
  if (op === 'mailbox') return mailboxHazard(view, fields);
  if (op === 'fm') return fmHazard(view, fields);
  return op === 'qmp' && qmpHazard(view.machine, fields);
}
