import { NO_TAG } from '../layouts/dc-extent';
import { encode } from '../codec/message';
import { dcExtentListReply } from '../layouts/dc-extent-list';
import {
  hostWith,
  newHost,
  type DaxDevice,
  type HostState,
  type InboxRecord,
  type Range,
} from '../host/host-state';
import { newNumbers, named, placedAlone, withGroup } from '../host/beliefs';
import { settledRegion, withNewRegion } from '../host/new-region';
import type { Series } from '../host/series';
import type { HostLine } from '../happening';
import type { Decision, HostReply, HostSees, Move } from '../host/twin';
import type { TwinId } from '../host/twin-id';
import { twins } from '../host/twins';
import { decode } from '../codec/message';
import { addDcResponse } from '../layouts/dc-response';
import { GiB, MiB } from '../units';

/** A host without a device: the machine of a twin, asked move by move, and answered as a test wants. */

/** DPA where region 0 of the device that such a host sees begins; region 1 follows 1 GiB on. */
export const P0 = GiB;

/** Where the region of such a host begins for its users. */
const WINDOW = 4 * GiB;

export const seeing = (changes: Partial<HostSees> = {}): HostSees => ({
  mock: false,
  eventStatus: 0,
  clock: 0,
  partitions: [
    { start: P0, length: GiB, sharable: false },
    { start: P0 + GiB, length: GiB, sharable: false },
  ],
  payload: 2048,
  serial: 99,
  ...changes,
});

export const sharable: Partial<HostSees> = {
  partitions: [{ start: P0, length: GiB, sharable: true }],
};

/** A tag of which all digits are the same. */
export const tagOf = (digit: string): string => digit.repeat(32);

/** A record by offset from `P0`, both numbers in MiB. */
export interface Told {
  readonly at: number;
  readonly mib: number;
  readonly tag?: string;
  readonly seq?: number;
  readonly more?: boolean;
  readonly type?: number;
}

export const records = (told: readonly Told[], from = 1): readonly InboxRecord[] =>
  told.map(({ at, mib, tag = NO_TAG, seq = 0, more = false, type = 0 }, i) => ({
    handle: from + i,
    type,
    more,
    start: P0 + at * MiB,
    length: mib * MiB,
    tag,
    sharedSeq: seq,
    extent: from + i,
    done: false,
  }));

interface Described {
  /** What it shows. */
  readonly has?: readonly Told[];
  /** Bytes that its region maps. */
  readonly mapped?: number;
  readonly changes?: Partial<HostState>;
}

/** Extents that are no group with others, or of one chain and with one tag. */
function groupsOf(
  seen: readonly InboxRecord[],
  { groups }: Series,
): readonly (readonly InboxRecord[])[] {
  const found = new Map<string, readonly InboxRecord[]>();
  let chain = 0;
  for (const record of seen) {
    const key = `${chain} ${record.tag}`;
    found.set(key, [...(found.get(key) ?? []), record]);
    if (!groups || !record.more) chain += 1;
  }
  return [...found.values()];
}

/** A host with a region over the first 512 MiB, or more, which has read these records, and shows these extents. */
export function hostOf(
  twin: TwinId,
  inbox: readonly Told[],
  { has = [], changes = {}, mapped = 512 * MiB }: Described = {},
): HostState {
  const { series } = twins[twin];
  const empty = newHost({ twin, random: 1, board: { window: WINDOW, several: true } });
  const region = { start: P0, length: mapped };
  const fresh = settledRegion(withNewRegion(empty, region, { series }), 0);
  // A series without groups takes no tags, so no host of it has any.
  const seen = series.groups ? has : has.map((told) => ({ ...told, tag: NO_TAG }));
  const shown = groupsOf(records(seen, 101), series).reduce((next, group) => {
    const places = group.map((extent, seq) => ({ ...placedAlone(next, extent), seq }));
    return withGroup(next, named(next, places, newNumbers(series.firstIndex)));
  }, fresh);
  const host = hostWith(shown, { inbox: records(inbox) });
  return hostWith(host, changes);
}

/** `dax0.1` of such a host, which holds these ranges. */
export const daxOver = (ranges: readonly Range[]): DaxDevice => ({
  id: 'dax0.1',
  region: 0,
  index: 1,
  tag: NO_TAG,
  ranges: ranges.map(({ start, length }) => ({
    start,
    length,
    hpa: WINDOW + start - P0,
    born: 0,
  })),
  driver: 'device_dax',
  wanted: false,
  blockSize: 0,
  online: false,
  born: 0,
});

/** What the driver of the device puts before its lines. */
export const CXL_PCI = 'cxl_pci 0000:0d:00.0: ';

/** What a host does with a command, in a word. */
export const commandNames: Readonly<Record<number, string>> = {
  0x0100: 'read',
  0x0101: 'clear',
  0x4801: 'list',
  0x4802: 'respond',
  0x4803: 'release',
};

/** A reply with this code and these bytes, from a device whose extents have no names. */
export const replyWith = (code = 0, output: Uint8Array = new Uint8Array(0)): HostReply => ({
  code,
  output,
  extentOf: () => 0,
  extentAt: (dpa) => Math.round((dpa - P0) / MiB),
});

/** A page of the extent list. */
export const pageWith = (
  extents: readonly Told[],
  { total = extents.length, generation = 0 } = {},
): HostReply =>
  replyWith(
    0,
    encode(
      dcExtentListReply,
      { returned: extents.length, total, generation },
      records(extents).map(({ start, length, tag, sharedSeq }) => ({
        start,
        length,
        tag,
        sharedSeq,
      })),
    ),
  );

/** `respond 0+64 128+64 …` for a move that sends a response or a release; `…` says that More is set. */
export function sends({ command }: Move): string {
  if (command === undefined) return 'nothing';
  const name = commandNames[command.opcode] ?? '';
  if (command.opcode !== 0x4802 && command.opcode !== 0x4803) return name;
  const { header, items } = decode(addDcResponse, command.payload);
  const entries = items.map(
    ({ start, length }) => `${(Number(start) - P0) / MiB}+${Number(length) / MiB}`,
  );
  return [name, ...entries, ...(header.flags % 2 === 1 ? ['…'] : [])].join(' ');
}

export const decisionText = ({
  extent,
  verdict,
  rule,
}: Pick<Decision, 'extent' | 'verdict' | 'rule'>): string => `e${extent} ${verdict} ${rule}`;

/** What a host did with what it had read. */
export interface Went {
  readonly host: HostState;
  /** As `sends` tells them. */
  readonly sent: readonly string[];
  /** `e1 accepts A2–A15`. */
  readonly decided: readonly string[];
  /** What it printed, without lines for debugging. */
  readonly lines: readonly string[];
  /** The same with them. */
  readonly log: readonly string[];
  readonly titles: readonly string[];
}

/** More moves than this are a host that never ends. */
const MOST = 400;

/** Lets a host go on with what it has read, until it would clear; each command is answered with `reply`. */
export function goneOn(from: HostState, sees = seeing(), reply = replyWith()): Went {
  const moves: Move[] = [];
  let host = from;
  for (;;) {
    const move = twins[host.twin].next(sees, host);
    if (move === undefined || move.command?.opcode === 0x0101 || moves.length === MOST) break;
    moves.push(move);
    host = move.then(move.command === undefined ? undefined : reply).host;
  }
  const printed = moves.flatMap((move) => linesOf(move, reply));
  return {
    host,
    sent: moves.map(sends),
    decided: moves.flatMap(({ decisions }) => decisions.map(decisionText)),
    lines: printed.filter(({ level }) => level !== 'debug').map(({ text }) => text),
    log: printed.map(({ text }) => text),
    titles: moves.map(({ title }) => title),
  };
}

function linesOf({ command, prints, then }: Move, reply: HostReply): readonly HostLine[] {
  return command === undefined ? prints : [...prints, ...then(reply).prints];
}

/** What the host shows: `0.1 0+64` for extent0.1 of 64 MiB at `P0`. */
export const shownBy = ({ extents }: HostState): readonly string[] =>
  extents.map(
    ({ region, index, start, length }) =>
      `${region}.${index} ${(start - P0) / MiB}+${length / MiB}`,
  );
