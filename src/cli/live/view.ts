import type { JsonValue } from '../../model/index';
import {
  numberAt,
  objectAt,
  opcodeOf,
  textAt,
  type Fields,
  type TraceStep,
} from '../../model/conformance/trace';
import { regionBase, type VirtualMachine } from './virtual-machine';
import { readLe, u64 } from './wire';

/** A range of DPAs in bytes. */
export interface Range {
  readonly start: bigint;
  readonly length: bigint;
}

/**
 * What the sender of the sequence knows: what QEMU said yes to, no more. Enough to send what is plausible;
 * where it is wrong, the sequence is merely more hostile.
 */
export interface View {
  readonly machine: VirtualMachine;
  /** The offers that wait for an answer. */
  readonly pending: readonly (readonly Range[])[];
  readonly accepted: readonly Range[];
  /** Handles of the Dynamic Capacity records that were read. */
  readonly handles: readonly number[];
}

export const emptyView = (machine: VirtualMachine): View => ({
  machine,
  pending: [],
  accepted: [],
  handles: [],
});

export const endOf = ({ start, length }: Range): bigint => start + length;

const overlaps = (one: Range, other: Range): boolean =>
  one.start < endOf(other) && other.start < endOf(one);

/** Whether anything that waits or is accepted lies in the range. */
export function isTaken({ pending, accepted }: View, range: Range): boolean {
  const over = (other: Range): boolean => overlaps(range, other);
  return accepted.some(over) || pending.some((offer) => offer.some(over));
}

/** The entries of a 4802h or 4803h as they are on the wire, as far as the input reaches. */
export function entriesOf(input: string): readonly Range[] {
  const count = Math.min(Number(readLe(input, 0, 4)), Math.floor((input.length / 2 - 8) / 24));
  return Array.from({ length: Math.max(0, count) }, (_, at) => ({
    start: readLe(input, 8 + 24 * at, 8),
    length: readLe(input, 16 + 24 * at, 8),
  }));
}

/** The extents of a 5604h or 5605h. */
export function fmExtentsOf(input: string): readonly Range[] {
  const count = Math.min(Number(readLe(input, 0x1c, 4)), Math.floor((input.length / 2 - 32) / 40));
  return Array.from({ length: Math.max(0, count) }, (_, at) => ({
    start: readLe(input, 0x20 + 40 * at, 8),
    length: readLe(input, 0x28 + 40 * at, 8),
  }));
}

/** What is left of the extents without the range. */
function without(extents: readonly Range[], gone: Range): readonly Range[] {
  return extents.flatMap((extent) => {
    if (!overlaps(extent, gone)) return [extent];
    const head = { start: extent.start, length: gone.start - extent.start };
    const tail = { start: endOf(gone), length: endOf(extent) - endOf(gone) };
    return [head, tail].filter(({ length }) => length > 0n);
  });
}

const dynamicCapacityLog = 4n;

function afterMailbox(view: View, fields: Fields): View {
  if (numberAt(fields, 'ret') !== 0) return view;
  const input = textAt(fields, 'in_hex');
  switch (opcodeOf(fields)) {
    case 0x0100:
      return readLe(input, 0, 1) === dynamicCapacityLog
        ? { ...view, handles: handlesIn(textAt(fields, 'out_hex')) }
        : view;
    case 0x0101:
      return readLe(input, 0, 1) === dynamicCapacityLog
        ? { ...view, handles: view.handles.slice(Number(readLe(input, 2, 1))) }
        : view;
    case 0x4802:
      return {
        ...view,
        pending: view.pending.slice(1),
        accepted: [...view.accepted, ...entriesOf(input)],
      };
    case 0x4803:
      return { ...view, accepted: entriesOf(input).reduce(without, view.accepted) };
    default:
      return view;
  }
}

const handlesIn = (output: string): readonly number[] =>
  Array.from({ length: Number(readLe(output, 0x14, 2)) }, (_, at) =>
    Number(readLe(output, 32 + 128 * at + 0x14, 2)),
  );

function offered(view: View, extents: readonly Range[]): View {
  return extents.length === 0 ? view : { ...view, pending: [...view.pending, extents] };
}

/** The extents of a QMP request that was in order, by DPA. */
function extentsIn(machine: VirtualMachine, args: Fields): readonly Range[] {
  const { extents } = args;
  if (!Array.isArray(extents)) return [];
  const base = BigInt(regionBase(machine, numberAt(args, 'region')));
  return extents.map((item: JsonValue) => {
    const extent = objectAt({ item }, 'item');
    return { start: base + (u64(extent['offset']) ?? 0n), length: u64(extent['len']) ?? 0n };
  });
}

/** What is known after a step and its results. */
export function seen(view: View, { op, fields }: TraceStep): View {
  if (op === 'mailbox') return afterMailbox(view, fields);
  if (op === 'fm' && opcodeOf(fields) === 0x5604 && fields['ret'] === 0) {
    return offered(view, fmExtentsOf(textAt(fields, 'in_hex')));
  }
  const wasAdd = op === 'qmp' && textAt(fields, 'name') === 'cxl-add-dynamic-capacity';
  if (!wasAdd || !('return' in objectAt(fields, 'result'))) return view;
  return offered(view, extentsIn(view.machine, objectAt(fields, 'args')));
}
