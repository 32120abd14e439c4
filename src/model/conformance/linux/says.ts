import { decode, encode } from '../../codec/message';
import { dcExtentListReply } from '../../layouts/dc-extent-list';
import { getEventRecordsReply } from '../../layouts/event-record';
import type { RecordedStep } from './recording';

/** What is said in place of the device, below the driver. */
export interface Says {
  readonly extents: ReadonlyMap<number, { readonly tag: string; readonly sharedSeq: number }>;
  readonly generation: number;
}

/** What is said in place of the device from now on. */
export function said(
  before: Says,
  what: Extract<RecordedStep['do'], { readonly device_says: unknown }>['device_says'],
): Says {
  if (!Array.isArray(what)) return { ...before, generation: what.generation };
  const extents = new Map(
    what.map(([dpa, tag, sharedSeq]) => [
      dpa,
      { tag: tag.toString(16).padStart(2, '0').repeat(16), sharedSeq },
    ]),
  );
  return { ...before, extents };
}

/** What the driver sees in place of what the device answers. */
export function replaced(
  { extents, generation }: Says,
  opcode: number,
  output: Uint8Array,
): Uint8Array {
  if (opcode === 0x0100 && extents.size > 0) {
    const { header, items } = decode(getEventRecordsReply, output);
    const seen = items.map((item) => ({ ...item, ...extents.get(item.start) }));
    return encode(getEventRecordsReply, header, seen);
  }
  if (opcode === 0x4801 && (extents.size > 0 || generation > 0)) {
    const { header, items } = decode(dcExtentListReply, output);
    const seen = items.map((item) => ({ ...item, ...extents.get(item.start) }));
    const second = header.total > header.returned && header.returned < PAGE;
    return encode(
      dcExtentListReply,
      { ...header, generation: second ? generation : header.generation },
      seen,
    );
  }
  return output;
}

/** Extents of a full page of 4801h. */
const PAGE = 50;
