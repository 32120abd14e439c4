import { encode } from '../codec/message';
import type { DpaRange, OfferRange } from '../device/capacity';
import { clearLog, giveBack, respond } from '../host/commands';
import type { MailboxCommand } from '../host/twin';
import type { JsonValue } from '../json';
import { addDcResponse } from '../layouts/dc-response';
import { NO_TAG } from '../layouts/dc-extent';
import { initiateAdd } from '../layouts/fm-dcd';
import type { Action } from '../simulation/action';
import { printInjectLine, type InjectFile } from '../interop/inject-line';
import { MiB } from '../units';
import type { ProvokeContext } from './now';

type Members = Readonly<Record<string, JsonValue>>;

/** Offset and length in bytes; a bigint is what only a hostile sender would write. */
export interface WishedExtent {
  readonly offset: number | bigint;
  readonly length: number | bigint;
}

const inMiB = (bytes: number | bigint): number | bigint =>
  typeof bytes === 'bigint' ? bytes / BigInt(MiB) : bytes / MiB;

function request(now: ProvokeContext, execute: string, policy: Members) {
  return (region: number, extents: readonly WishedExtent[], more: Members = {}): Action => {
    const path = `/machine/peripheral/${now.device.config.id}`;
    if (now.profile.qmpDialect === 'mebibytes') {
      const scaled = extents.map(({ offset, length }) => ({
        offset: inMiB(offset),
        len: inMiB(length),
      }));
      return { kind: 'qmp', execute, arguments: { path, 'region-id': region, extents: scaled } };
    }
    const asked = extents.map(({ offset, length }) => ({ offset, len: length }));
    return {
      kind: 'qmp',
      execute,
      arguments: { path, 'host-id': 0, ...policy, region, extents: asked, ...more },
    };
  };
}

const addOf = (now: ProvokeContext) =>
  request(now, 'cxl-add-dynamic-capacity', { 'selection-policy': 'prescriptive' });

/**
 * The QMP request that offers extents by their offset in a region, where the device takes any; `more` adds or
 * changes members, none of which the 2023 series has.
 */
export const addRequest = (now: ProvokeContext) => (takesLines(now) ? undefined : addOf(now));

/** The QMP request that asks extents back. */
const releaseRequest = (now: ProvokeContext) =>
  request(now, 'cxl-release-dynamic-capacity', { 'removal-policy': 'prescriptive' });

interface Placed {
  readonly region: number;
  readonly extents: readonly WishedExtent[];
}

/** Where DPA ranges of one region lie in it. */
function placed({ ld }: ProvokeContext, ranges: readonly DpaRange[]): Placed {
  const first = ranges[0]?.start ?? 0;
  const region = ld.regions.findLast(({ base }) => base <= first);
  const base = region?.base ?? 0;
  const extents = ranges.map(({ start, length }) => ({ offset: start - base, length }));
  return { region: region?.index ?? 0, extents };
}

const line = (
  file: InjectFile,
  { start, length, tag = NO_TAG, sharedSeq = 0 }: OfferRange,
  more = false,
): Action => ({
  kind: 'inject',
  file,
  line: printInjectLine(file, { start, length, tag, sharedSeq, more }),
});

/** Whether a fabric manager writes lines to files of the kernel's mock, where QEMU takes requests. */
export const takesLines = ({ profile }: ProvokeContext): boolean => profile.requests === 'lines';

/** Offers these DPA ranges of one region together: one request, or lines that More chains. */
export function offer(now: ProvokeContext, ranges: readonly OfferRange[]): readonly Action[] {
  if (takesLines(now)) {
    const last = ranges.length - 1;
    const file =
      now.device.config.sharable === true ? 'dc_inject_shared_extent' : 'dc_inject_extent';
    return ranges.map((range, i) => line(file, range, i < last));
  }
  const { region, extents } = placed(now, ranges);
  return [addOf(now)(region, extents)];
}

/** Asks these DPA ranges of one region back together. */
export function askBack(
  now: ProvokeContext,
  ranges: readonly OfferRange[],
  more?: Members,
): readonly Action[] {
  if (takesLines(now)) return ranges.map((range) => line('dc_del_extent', range));
  const { region, extents } = placed(now, ranges);
  return [releaseRequest(now)(region, extents, more)];
}

/** Takes an extent away by force, as only the mock can. */
export const forceLine = (range: OfferRange): Action => line('dc_force_del_extent', range);

const sent = ({ opcode, payload }: MailboxCommand): Action => ({
  kind: 'mailbox',
  opcode,
  payload,
});

/** Entries of a response that a mailbox of 2 KiB holds, roughly: more would be another matter. */
export const MOST_ENTRIES = 80;

/** Add Dynamic Capacity Response that accepts these ranges. */
export const accept = (ranges: readonly DpaRange[]): Action => sent(respond(ranges));

/** The same with More set: the list goes on. */
export const acceptMore = (ranges: readonly DpaRange[]): Action => sent(respond(ranges, true));

/** The same with an entry count that may lie. */
export const acceptCounted = (ranges: readonly DpaRange[], count: number): Action => ({
  kind: 'mailbox',
  opcode: 0x4802,
  payload: encode(
    addDcResponse,
    { entryCount: count, flags: 0 },
    ranges.map(({ start, length }) => ({ start: BigInt(start), length: BigInt(length) })),
  ),
});

/** Release Dynamic Capacity of these ranges. */
export const release = (ranges: readonly DpaRange[]): Action => sent(giveBack(ranges));

/** Clear Event Records of the Dynamic Capacity log. */
export const clear = (handles: readonly number[]): Action => sent(clearLog(handles));

const initiate = (opcode: number, policy: number, ranges: readonly OfferRange[]): Action => ({
  kind: 'fmApi',
  to: 'ld',
  opcode,
  payload: encode(
    initiateAdd,
    { host: 0, policy, region: 0, length: 0n, tag: NO_TAG, extentCount: ranges.length },
    ranges.map(({ start, length, tag = NO_TAG, sharedSeq = 0 }) => ({
      start: BigInt(start),
      length: BigInt(length),
      tag,
      sharedSeq,
      extentReserved: '0'.repeat(12),
    })),
  ),
});

const PRESCRIPTIVE_ADD = 2;
const FORCED_PRESCRIPTIVE_RELEASE = 0x11;

/** Initiate Dynamic Capacity Add, 5604h. */
export const initiateOffer = (ranges: readonly OfferRange[]): Action =>
  initiate(0x5604, PRESCRIPTIVE_ADD, ranges);

/** Initiate Dynamic Capacity Release, 5605h, with the flag for forced removal. */
export const initiateForced = (ranges: readonly DpaRange[]): Action =>
  initiate(0x5605, FORCED_PRESCRIPTIVE_RELEASE, ranges);
