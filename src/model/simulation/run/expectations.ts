import { toHex } from '../../codec/codec';
import type { Extent } from '../../extent';
import { itemsOf } from '../../persistent/chunked-list';
import { ldOf } from '../../device/device-state';
import { holders } from '../../host/dax-devices';
import { memoryBlocks } from '../../host/dax-memory';
import { bytesIn, freeIn } from '../../host/dax-space';
import type { DaxDevice, HostState, SeenExtent } from '../../host/host-state';
import { isTagged, uuidOf } from '../../host/lines';
import type { JsonValue } from '../../json';
import { hexCode } from '../../layouts/return-code';
import type { Expectation } from '../scenario/expectation-schema';
import type { Reply } from '../reply';
import type { Frame, Timeline } from './timeline';

/** One check of a scenario: where it stands, and whether it held. */
export interface Checked {
  /** The step after which it was looked at. */
  readonly after: number;
  readonly ok: boolean;
  /** What was looked at, in words. */
  readonly says: string;
  readonly expected: JsonValue;
  readonly found: JsonValue;
}

/** What the run came to so far, counted as it goes. */
interface Sofar {
  readonly frame: Frame;
  readonly sent: ReadonlyMap<string, number>;
  readonly traces: number;
  readonly lines: readonly string[];
}

type Wanted = Required<Expectation>;

/** How a member of an expectation is looked at. What is found has the form of what is expected. */
type Look<T> = readonly [
  says: string,
  found: (sofar: Sofar, expected: T) => JsonValue,
  asExpected?: (expected: T) => JsonValue,
];

/** What a check of a reply's bytes looks at. */
export const bytesCameBack = 'the bytes that came back';
export const linesPrinted = 'texts in the lines printed so far';

const looks: { readonly [K in keyof Wanted]: Look<Wanted[K]> } = {
  reply: ['what came back', ({ frame }) => replyText(frame.reply)],
  output: [
    bytesCameBack,
    ({ frame: { reply } }) => (reply.kind === 'mailbox' ? toHex(reply.output) : ''),
  ],
  hostExtents: [
    'extents the host shows',
    ({ frame }, expected) => extentsFound(frame.state.host.extents, expected),
    inOrder,
  ],
  accepted: [
    'extents the device has accepted',
    ({ frame }, expected) => extentsFound(acceptedIn(frame), expected),
    inOrder,
  ],
  pending: [
    'offers that wait for a response',
    ({ frame }) => ldOf(frame.state.device).pending.length,
  ],
  staged: ['extents the host has staged', ({ frame }) => frame.state.host.staged.length],
  regions: ['CXL regions of the host', ({ frame }) => frame.state.host.regions.length],
  unclaimed: ['bytes that no dax device holds', ({ frame }) => unclaimedIn(frame.state.host)],
  dax: [
    'dax devices that hold capacity',
    ({ frame }, expected) =>
      holders(frame.state.host).map((device, i) => daxFound(device, expected[i])),
    (expected) => expected.map(daxForm),
  ],
  blocks: ['memory blocks that are system RAM', ({ frame }) => blocksIn(frame.state.host)],
  sent: [
    'commands sent so far',
    ({ sent }, expected) =>
      Object.fromEntries(Object.keys(expected).map((opcode) => [opcode, sent.get(opcode) ?? 0])),
  ],
  traces: ['cxl_dynamic_capacity trace lines so far', ({ traces }) => traces],
  prints: [
    linesPrinted,
    ({ lines }, expected) => expected.filter((text) => lines.some((line) => line.includes(text))),
  ],
};

/** Looks at everything that a run's scenario says is to be true. The members of one check are told one by one. */
export function checkExpectations({ frames }: Pick<Timeline, 'frames'>): readonly Checked[] {
  const checked: Checked[] = [];
  const sent = new Map<string, number>();
  const lines: string[] = [];
  let traces = 0;
  for (const [index, frame] of frames.entries()) {
    if (frame.sent !== undefined) {
      const opcode = frame.sent.opcode.toString(16).padStart(4, '0');
      sent.set(opcode, (sent.get(opcode) ?? 0) + 1);
    }
    for (const happening of frame.happenings) {
      if (happening.what !== 'hostPrinted') continue;
      const { text } = happening.line;
      lines.push(text);
      if (text.startsWith('cxl_dynamic_capacity:')) traces += 1;
    }
    for (const expectation of frame.expects ?? []) {
      checked.push(...checkedAt(index + 1, expectation, { frame, sent, traces, lines }));
    }
  }
  return checked;
}

function checkedAt(after: number, expectation: Expectation, sofar: Sofar): readonly Checked[] {
  const checked: Checked[] = [];
  for (const name of Object.keys(looks) as readonly (keyof Wanted)[]) {
    const found = lookedAt(name, expectation[name], sofar);
    if (found !== undefined) checked.push({ after, ...found });
  }
  return checked;
}

function lookedAt<K extends keyof Wanted>(
  name: K,
  expected: Wanted[K] | undefined,
  sofar: Sofar,
): Omit<Checked, 'after'> | undefined {
  if (expected === undefined) return undefined;
  const [says, look, asExpected] = looks[name];
  const found = look(sofar, expected);
  const wanted: JsonValue = asExpected === undefined ? expected : asExpected(expected);
  return { ok: isSame(wanted, found), says, expected: wanted, found };
}

const isSame = (a: JsonValue, b: JsonValue): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What came back for a step, short. */
export function replyText(reply: Reply): string {
  switch (reply.kind) {
    case 'mailbox':
      return hexCode(reply.code);
    case 'qmp':
      return reply.error?.desc ?? 'return';
    case 'none':
      return 'done';
    case 'cannot':
      return /\((E[A-Z]+)\)/.exec(reply.why)?.[1] ?? 'cannot';
    case 'memory':
      return reply.memtx;
    case 'crash':
    case 'notModelled':
      return reply.kind;
  }
}

type ExtentForm = Exclude<Wanted['accepted'], number>;

/** A count where a count is expected, else the list by address. */
const extentsFound = (
  extents: readonly Pick<SeenExtent, 'start' | 'length' | 'tag'>[],
  expected: Wanted['accepted'],
): JsonValue => (typeof expected === 'number' ? extents.length : inOrder(extents.map(extentForm)));

function inOrder(extents: Wanted['accepted']): JsonValue {
  return typeof extents === 'number' ? extents : extents.toSorted((a, b) => a[0] - b[0]);
}

/** An extent as a check writes it. */
export const extentForm = (
  extent: Pick<SeenExtent, 'start' | 'length' | 'tag'>,
): ExtentForm[number] =>
  isTagged(extent)
    ? [extent.start, extent.length, uuidOf(extent.tag)]
    : [extent.start, extent.length];

export const acceptedIn = ({ state }: Frame): readonly Extent[] =>
  itemsOf(ldOf(state.device).accepted.byAddress);

const unclaimedIn = (host: HostState): number =>
  host.regions.reduce((sum, { id }) => sum + bytesIn(freeIn(host, id)), 0);

const blocksIn = (host: HostState): number =>
  memoryBlocks(host).filter(({ online }) => online).length;

type DaxForm = Wanted['dax'][number];

/** Members in one order, those that are looked at. */
const daxForm = ({ name, size, tag, ranges }: DaxForm): DaxForm => ({
  name,
  ...(size === undefined ? {} : { size }),
  ...(tag === undefined ? {} : { tag }),
  ...(ranges === undefined ? {} : { ranges }),
});

/** A dax device as one is expected. */
function daxFound({ id, ranges, tag }: DaxDevice, expected: DaxForm | undefined): DaxForm {
  const pairs = ranges.map(({ start, length }): [number, number] => [start, length]);
  return daxForm({
    name: id,
    ...(expected?.size === undefined ? {} : { size: bytesIn(ranges) }),
    ...(expected?.tag === undefined ? {} : { tag: isTagged({ tag }) ? uuidOf(tag) : '' }),
    ...(expected?.ranges === undefined ? {} : { ranges: pairs }),
  });
}
