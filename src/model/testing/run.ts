import { fromHex, toHex } from '../codec/codec';
import { encode } from '../codec/message';
import { ldOf, type Ld } from '../device/device-state';
import { profiles, type ProfileId } from '../device/profiles/profile';
import type { TwinId } from '../host/twin-id';
import type { JsonValue } from '../json';
import { addDcResponse } from '../layouts/dc-response';
import { clearEventRecordsRequest } from '../layouts/event-record';
import { hexCode } from '../layouts/return-code';
import { HOST_MOVE, type Action } from '../simulation/action';
import '../simulation/steps/machine-deeds';
import type { Scenario } from '../simulation/scenario/scenario';
import { startState, type SimulationState } from '../simulation/state';
import { step, type StepResult } from '../simulation/steps/step';
import { MiB } from '../units';
import '../qmp/other-requests';
import '../mailbox/more-commands';

/** Start and length in bytes; a bigint is what only a hostile sender would write. */
export type Range = readonly [start: number | bigint, length: number | bigint];

/** What a test says about its device. The rest is the device of the golden vectors: regions at `R0` and `R1`. */
export interface Described {
  readonly profile?: ProfileId;
  readonly staticMiB?: number;
  readonly persistentMiB?: number;
  readonly dcMiB?: number;
  readonly regions?: number;
  /** What only some devices can be. */
  readonly sharable?: true;
  readonly startsEmpty?: true;
  readonly twin?: TwinId;
  /** DPAs the host's decoder covers; all that a device of ours has unless said. */
  readonly decoder?: readonly [start: number, length: number];
  /** DPA ranges, each offered by itself and accepted whole; their event records are cleared. */
  readonly accepted?: readonly Range[];
  /** DPA ranges of each offer that waits; their event records stay. */
  readonly pending?: readonly (readonly Range[])[];
}

/** Bases of the two regions of 512 MiB that a device has unless the test says otherwise. */
export const R0 = 0x1000_0000;
export const R1 = 0x3000_0000;

const PATH = '/machine/peripheral/cxl-dcd0';

export function scenarioWith(
  described: Described,
  actions: readonly Action[] = [],
  queue: Scenario['queue'] = [],
): Scenario {
  const { profile = 'qemu-11.1', sharable, startsEmpty } = described;
  const { staticMiB, persistentMiB, dcMiB, regions } = { ...usualSizes(profile), ...described };
  const [start, length] = described.decoder ?? [0, (staticMiB + persistentMiB + dcMiB) * MiB];
  return {
    title: 'a test',
    profile,
    device: {
      id: 'cxl-dcd0',
      staticVolatile: staticMiB * MiB,
      staticPersistent: persistentMiB * MiB,
      dynamicCapacity: dcMiB * MiB,
      regionCount: regions,
      ...(sharable === undefined ? {} : { sharable }),
      ...(startsEmpty === undefined ? {} : { startsEmpty }),
    },
    host: { twin: described.twin ?? 'manual', decoder: { start, length } },
    actions,
    queue,
  };
}

/** The one device of a profile, or that of the golden vectors. */
function usualSizes(
  profile: ProfileId,
): Required<Pick<Described, 'staticMiB' | 'persistentMiB' | 'dcMiB' | 'regions'>> {
  const { sizes } = profiles[profile];
  return sizes === 'free'
    ? { staticMiB: 256, persistentMiB: 0, dcMiB: 1024, regions: 2 }
    : {
        staticMiB: sizes.staticVolatile / MiB,
        persistentMiB: 0,
        dcMiB: sizes.dynamicCapacity / MiB,
        regions: sizes.regionCount,
      };
}

/** A state that the device can really come to. Its host has not seen anything of how it came about. */
export function deviceWith(described: Described = {}): SimulationState {
  const first = startState(scenarioWith(described));
  let state = first;
  for (const range of described.accepted ?? []) {
    state = run(state, addAt(state, [range]), respond([range])).state;
    state = run(state, clear(handlesOf(state))).state;
  }
  for (const group of described.pending ?? []) state = run(state, addAt(state, group)).state;
  return { ...state, host: first.host, tick: 0 };
}

/** Does the actions one after the other; gives the result of the last. */
export function run(state: SimulationState, ...actions: readonly Action[]): StepResult {
  let result: StepResult = { state, reply: { kind: 'none' }, happenings: [] };
  for (const action of actions) result = step(result.state, action);
  return result;
}

/** What both QMP requests share, right in every member. */
const usual = { path: PATH, 'host-id': 0, region: 0 };

const extentsOf = (extents: readonly Range[]): readonly JsonValue[] =>
  extents.map(([offset, len]) => ({ offset, len }));

type Members = Readonly<Record<string, JsonValue>>;

/** The fabric manager offers extents, by their offset in the region; `more` changes other members. */
export const add = (extents: readonly Range[], more: Members = {}): Action => ({
  kind: 'qmp',
  execute: 'cxl-add-dynamic-capacity',
  arguments: {
    ...usual,
    'selection-policy': 'prescriptive',
    extents: extentsOf(extents),
    ...more,
  },
});

/** The fabric manager asks extents back. */
export const askBack = (extents: readonly Range[], more: Members = {}): Action => ({
  kind: 'qmp',
  execute: 'cxl-release-dynamic-capacity',
  arguments: { ...usual, 'removal-policy': 'prescriptive', extents: extentsOf(extents), ...more },
});

/** An offer by DPA, all of it in the region where it starts. */
function addAt(state: SimulationState, ranges: readonly Range[]): Action {
  const start = Number(ranges[0]?.[0] ?? 0);
  const region = ldOf(state.device).regions.findLast(({ base }) => base <= start);
  if (region === undefined) throw new Error(`no region at ${start}`);
  const extents = ranges.map(([dpa, length]): Range => [Number(dpa) - region.base, length]);
  return add(extents, { region: region.index });
}

/** A command by hand; the payload as hex digits, blanks allowed, or bytes. */
export const mailbox = (opcode: number, payload: string | Uint8Array = ''): Action => ({
  kind: 'mailbox',
  opcode,
  payload: typeof payload === 'string' ? fromHex(payload.replaceAll(' ', '')) : payload,
});

/** Payload of 4802h and 4803h; `count` may lie. */
export const listPayload = (entries: readonly Range[], count = entries.length): Uint8Array =>
  encode(
    addDcResponse,
    { entryCount: count, flags: 0 },
    entries.map(([start, length]) => ({ start: BigInt(start), length: BigInt(length) })),
  );

export const respond = (entries: readonly Range[], count?: number): Action =>
  mailbox(0x4802, listPayload(entries, count));

export const giveBack = (entries: readonly Range[], count?: number): Action =>
  mailbox(0x4803, listPayload(entries, count));

/** 0101h for the Dynamic Capacity log. */
export const clear = (handles: readonly number[], log = 4): Action =>
  mailbox(
    0x0101,
    encode(
      clearEventRecordsRequest,
      { log, flags: 0, count: handles.length },
      handles.map((handle) => ({ handle })),
    ),
  );

export const next = HOST_MOVE;

export const ldIn = (state: SimulationState): Ld => ldOf(state.device);

export const handlesOf = (state: SimulationState): readonly number[] =>
  ldIn(state).eventLogs.dynamicCapacity.records.map(({ handle }) => handle);

/** What came back, short: `00h`, a QMP error's text, `return`, or the kind of the reply. */
export function answerOf({ reply }: StepResult): string {
  if (reply.kind === 'mailbox') return hexCode(reply.code);
  return reply.kind === 'qmp' ? (reply.error?.desc ?? 'return') : reply.kind;
}

export const outputOf = ({ reply }: StepResult): string =>
  reply.kind === 'mailbox' ? toHex(reply.output) : '';

/** The rule that refused, and the field it names: `4802.header at length`. */
export const refusalOf = ({ reply }: StepResult): string | undefined =>
  'refused' in reply ? `${reply.refused.rule} at ${reply.refused.at}` : undefined;

const slices = [
  'accepted',
  'pending',
  'pendingByAddress',
  'bitmaps',
  'eventLogs',
  'askedBack',
] as const;

/** Names of the capacity slices that are not the very same object. */
export const changedSlices = (before: SimulationState, after: SimulationState): readonly string[] =>
  slices.filter((name) => ldIn(before)[name] !== ldIn(after)[name]);

/** `start+length` of the accepted extents in list order, in hex. */
export const acceptedIn = (state: SimulationState): readonly string[] =>
  ldIn(state).accepted.byOrder.chunks.flat().map(rangeText);

/** The same of each offer that waits. */
export const pendingIn = (state: SimulationState): readonly (readonly string[])[] =>
  ldIn(state).pending.map(({ extents }) => extents.map(rangeText));

const rangeText = ({ start, length }: { start: number; length: number }): string =>
  `${start.toString(16)}+${length.toString(16)}`;

/**
 * Code and rule of a refusal, with the field it names: `16h 4802.header at length`.
 * Tells it also if something other than the refusal came of the action: no refusal may change capacity.
 */
export function refused(state: SimulationState, action: Action): string {
  const result = run(state, action);
  const changed = changedSlices(state, result.state);
  const also = [...changed, ...(outputOf(result) === '' ? [] : ['output'])];
  const told = `${answerOf(result)} ${refusalOf(result) ?? 'no rule'}`;
  return also.length === 0 ? told : `${told} but changed ${also.join(', ')}`;
}
