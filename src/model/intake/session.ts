// A text may do what a first page does not load.
import '../mailbox/more-commands';
import '../simulation/steps/machine-deeds';
import { toHex } from '../codec/codec';
import { hexCode } from '../layouts/return-code';
import { profiles } from '../device/profiles/profile';
import { HOST_MOVE, type Action } from '../simulation/action';
import { requestAction } from '../simulation/fm-request';
import { entryFor, type Entry } from '../simulation/scenario/entry';
import type { Expectation } from '../simulation/scenario/expectation-schema';
import type { Scenario } from '../simulation/scenario/scenario';
import { frameOf, replayed, stateAt, timelineOf, type Timeline } from '../simulation/run/timeline';
import type { SimulationState } from '../simulation/state';
import { nextMove } from '../simulation/steps/host-step';
import { converted } from './conversion';
import { hex } from '../units';
import type { Finding, Remark, SeenReply } from './finding';
import { recordsIn, requestsBehind } from './from-commands';
import { endsChain, renumbered, requestsOf } from './kernel-steps';
import { checkOf } from './seen-state';
import type { Placed, Setting } from './setting';

/** Lines of a text, from 1. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** What a text shows of a step: the model is held to it. */
export interface PastedCheck extends Lines {
  readonly expects: Expectation;
}

/** Where a step of a pasted run comes from, and what the text shows of it. */
export interface PastedStep {
  readonly action: Action;
  readonly origin: 'seen' | 'inferred';
  /** Absent where no line says so. */
  readonly lines?: Lines;
  readonly checks: readonly PastedCheck[];
}

/** Moves that a host is given between two requests. */
const mostMoves = 400;

interface Play {
  state: SimulationState;
  readonly steps: {
    action: Action;
    origin: PastedStep['origin'];
    lines?: Lines;
    checks: PastedCheck[];
  }[];
  /** Requests that no reply was found for yet; a negotiation is no step. */
  readonly unanswered: (number | 'negotiation')[];
  /** Replies that were not given to a request yet. */
  readonly replies: (Lines & { readonly reply: SeenReply })[];
  /** What the device answered to each command that the text shows an answer of. */
  readonly outputs: ReadonlyMap<Placed, Uint8Array>;
  /** The step of the last command, while its response may come. */
  command: number | undefined;
  /** Records of a chain that was not closed yet. */
  readonly chain: Extract<Placed, { readonly what: 'record' }>[];
  /** Lines of the host that were not laid beside the model yet. */
  readonly lines: PastedCheck[];
  readonly remarks: (Lines & Remark)[];
  /** The numbers of the text's regions, and those that the model has for them. */
  readonly regions: Map<string, number>;
}

/**
 * The steps that findings stand for, from a state on: a request or deed when the host has done all it had to, with the
 * host's own moves between them; what was seen as a check of the step before it.
 */
export function stepsOf(
  findings: readonly Placed[],
  setting: Pick<Setting, 'profile'>,
  state: SimulationState,
): { readonly steps: readonly PastedStep[]; readonly remarks: readonly (Lines & Remark)[] } {
  const play: Play = {
    state,
    steps: [],
    unanswered: [],
    replies: [],
    outputs: outputsOf(findings),
    command: undefined,
    chain: [],
    lines: [],
    remarks: [],
    regions: new Map(),
  };
  for (const [index, finding] of findings.entries())
    take(play, finding, { profile: setting.profile, next: nextRecord(findings, index) });
  giveReplies(play);
  settle(play);
  checkLines(play, play.lines.length);
  return { steps: play.steps, remarks: play.remarks };
}

function take(play: Play, finding: Placed, { profile, next }: Around): void {
  const lines = { from: finding.from, to: finding.to };
  switch (finding.what) {
    case 'request': {
      const { request, generation } = finding;
      const requests =
        'file' in request || generation === undefined
          ? [request]
          : converted(request, generation, profiles[profile]);
      giveReplies(play);
      for (const each of requests) {
        settle(play);
        act(play, requestAction(each), lines);
      }
      play.unanswered.push(play.steps.length - 1);
      return;
    }
    case 'negotiation':
      giveReplies(play);
      play.unanswered.push('negotiation');
      return;
    case 'reply':
      play.replies.push({ ...lines, reply: finding.reply });
      return;
    case 'deed':
      settle(play);
      act(play, { kind: 'host', ...finding.deed }, lines);
      return;
    case 'command':
      takeCommand(play, finding);
      return;
    case 'response':
      if (play.command !== undefined) {
        const expects = { reply: hexCode(finding.code), output: toHex(finding.output) };
        check(play, play.command, { ...lines, expects });
      }
      play.command = undefined;
      return;
    case 'record':
      takeRecord(play, finding, next);
      return;
    case 'printed':
      play.lines.push({ ...lines, expects: { prints: [renumbered(finding.line, play.regions)] } });
      return;
    case 'created':
      settle(play);
      act(play, creation(play.state, finding), lines);
      return;
    case 'state':
      settle(play);
      check(play, play.steps.length - 1, { ...lines, expects: checkOf(finding.seen, play.state) });
      return;
    default:
  }
}

/**
 * A command that somebody sent by hand. Where its response shows records that the device has not, the fabric manager
 * must have asked before: that is inferred.
 */
function takeCommand(play: Play, finding: Extract<Placed, { readonly what: 'command' }>): void {
  const { opcode, payload, from, to } = finding;
  const output = play.outputs.get(finding);
  const records = output === undefined ? [] : recordsIn(opcode, payload, output);
  for (const request of requestsBehind(records, play.state)) act(play, requestAction(request));
  act(play, { kind: 'mailbox', opcode, payload }, { from, to });
  play.command = play.steps.length - 1;
}

/** The reply to each command that has one. */
function outputsOf(findings: readonly Placed[]): Play['outputs'] {
  const outputs = new Map<Placed, Uint8Array>();
  let command: Placed | undefined;
  for (const finding of findings) {
    if (finding.what === 'command') command = finding;
    if (finding.what === 'response' && command !== undefined) outputs.set(command, finding.output);
    if (finding.what === 'response') command = undefined;
  }
  return outputs;
}

interface Around extends Pick<Setting, 'profile'> {
  /** The next finding that is no printed line. */
  readonly next: Placed | undefined;
}

function nextRecord(findings: readonly Placed[], at: number): Placed | undefined {
  if (findings[at]?.what !== 'record') return undefined;
  let next = at + 1;
  while (findings[next]?.what === 'printed' || findings[next]?.what === 'series') next += 1;
  return findings[next];
}

/** The lines with which a host begins to read its log: they stand before those of the record that it reads. */
const beforeRecord = /Reading event logs|Sending command: 0x0100|Doorbell wait/;

/** A record that the host read: when its chain is whole, the request behind it is made, and the host goes on. */
function takeRecord(
  play: Play,
  finding: Extract<Placed, { readonly what: 'record' }>,
  next: Placed | undefined,
): void {
  const last = play.lines.findLastIndex(
    ({ expects }) => !beforeRecord.test(expects.prints?.[0] ?? ''),
  );
  settle(play);
  checkLines(play, last + 1);
  play.chain.push(finding);
  if (!endsChain(finding, next)) return;
  const requests = requestsOf(play.chain, play.state);
  for (const request of requests) act(play, requestAction(request));
  if (requests.length === 0) play.remarks.push(outside(finding));
  play.chain.length = 0;
}

const outside = ({
  extent,
  from,
  to,
}: Extract<Placed, { readonly what: 'record' }>): Lines & Remark => ({
  from,
  to,
  kind: 'dropped',
  text: `The extent at ${hex(extent.start)} lies in no region of this device: no request is made of it.`,
  fix: 'Choose or paste the device that the log is of.',
});

/** The first lines that were held back are checks of the last step. */
function checkLines(play: Play, count: number): void {
  for (const seen of play.lines.splice(0, count)) check(play, play.steps.length - 1, seen);
}

/** A region over a partition, where the host has none yet. */
function creation(
  { partitions, host }: SimulationState,
  { partition, length }: Extract<Finding, { readonly what: 'created' }>,
): Action {
  const whole = partitions[partition - 1] ?? { start: 0, length: 0 };
  const start = host.regions
    .filter((region) => region.start >= whole.start && region.start < whole.start + whole.length)
    .reduce((end, region) => Math.max(end, region.start + region.length), whole.start);
  return { kind: 'host', deed: 'createRegion', start, length: length ?? whole.length };
}

function act(play: Play, action: Action, lines?: Lines): void {
  play.state = frameOf(play.state, entryFor(action)).state;
  const origin = lines === undefined ? 'inferred' : 'seen';
  play.steps.push({ action, origin, checks: [], ...(lines === undefined ? {} : { lines }) });
}

/** The host does what it has to. */
function settle(play: Play): void {
  for (let moves = 0; moves < mostMoves && nextMove(play.state) !== undefined; moves += 1)
    act(play, HOST_MOVE);
}

/**
 * Gives the replies so far to the requests before them, in their order. Where there are fewer, some were not quoted:
 * that to the negotiation first of all, then that to the oldest. Replies before the first request wait for those that come.
 */
function giveReplies(play: Play): void {
  const { unanswered, replies } = play;
  if (replies.length === 0) return;
  while (replies.length < unanswered.length) {
    const negotiation = unanswered.indexOf('negotiation');
    unanswered.splice(Math.max(negotiation, 0), 1);
  }
  while (replies.length > 0 && unanswered.length > 0)
    answer(play, unanswered.shift(), replies.shift());
}

function answer(
  play: Play,
  request: number | 'negotiation' | undefined,
  seen: Play['replies'][number] | undefined,
): void {
  if (seen === undefined || typeof request !== 'number') return;
  const { reply, from, to } = seen;
  check(play, request, { from, to, expects: { reply: reply.ok ? 'return' : reply.desc } });
}

/** Nothing was done before the first check: a moment in which no time passes stands for it. */
function check(play: Play, step: number, seen: PastedCheck): void {
  if (play.steps.length === 0) act(play, { kind: 'clock', ns: 0 });
  play.steps[Math.max(step, 0)]?.checks.push(seen);
}

/** The run of a pasted text on its setting, each step with its checks. */
export function timelineOfSession(
  title: string,
  setting: Setting,
  steps: readonly PastedStep[],
): Timeline {
  const { profile, device, twin, decoder } = setting;
  const scenario: Scenario = {
    title,
    profile,
    device,
    host: { twin, decoder },
    actions: [],
    queue: [],
  };
  return replayed(timelineOf(scenario), steps.map(entryOfStep));
}

export const entryOfStep = ({ action, checks }: PastedStep): Entry => ({
  ...entryFor(action),
  ...(checks.length === 0 ? {} : { expects: checks.map(({ expects }) => expects) }),
});

/** The state in which a pasted run begins. */
export const startOf = (setting: Setting): SimulationState =>
  stateAt(timelineOfSession('', setting, []), 0);
