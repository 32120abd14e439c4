// A text may do what a first page does not load.
import '../qmp/other-requests';
import '../mailbox/more-commands';
import '../simulation/steps/machine-deeds';
import { profiles } from '../device/profiles/profile';
import type { Action } from '../simulation/action';
import type { MachineDeed } from '../simulation/deeds';
import { requestAction } from '../simulation/fm-request';
import { twins } from '../host/twins';
import { entryFor, type Entry } from '../simulation/scenario/entry';
import type { Scenario } from '../simulation/scenario/scenario';
import { replayed, stateAt, timelineOf, type Timeline } from '../simulation/run/timeline';
import type { SimulationState } from '../simulation/state';
import { outputsOf, takeCommand, takeResponse } from './commands';
import { converted, spokenBy } from './conversion';
import type { Finding, Remark } from './finding';
import { renumbered } from './kernel-steps';
import {
  act,
  check,
  checkLines,
  isFull,
  settle,
  type Lines,
  type PastedStep,
  type Play,
} from './play';
import { takeRecord } from './records';
import { giveReplies } from './replies';
import { checkOf } from './seen-state';
import type { Placed } from './placed';
import type { Setting } from './setting-facts';

export type { Lines, PastedStep } from './play';

/** Characters of a line that a check holds. */
const longestText = 200;

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
  for (const [index, finding] of findings.entries()) {
    if (isFull(play)) {
      play.remarks.push(tooLong(finding));
      break;
    }
    take(play, finding, { profile: setting.profile, next: nextRecord(findings, index) });
  }
  giveReplies(play);
  settle(play);
  checkLines(play, play.lines.length);
  return { steps: play.steps, remarks: play.remarks };
}

type Of<What extends Finding['what']> = Extract<Placed, { readonly what: What }>;

/** What is done with each kind of finding; those that only tell of the setting have no row. */
const takers: {
  readonly [What in Finding['what']]?: (play: Play, finding: Of<What>, around: Around) => void;
} = {
  request: takeRequest,
  negotiation(play) {
    giveReplies(play);
    play.unanswered.push('negotiation');
  },
  reply(play, { reply, from, to }) {
    play.replies.push({ reply, from, to });
  },
  deed(play, { deed, from, to }) {
    settle(play);
    act(play, { kind: 'host', ...deed }, { from, to });
  },
  taken(play, { dax, length, from, to }) {
    use(play, dax, (region) => claimOf(play.state, region, length), { from, to });
  },
  freed(play, { dax, from, to }) {
    use(play, dax, (_, name) => ({ deed: 'destroyDax', dax: name }), { from, to });
  },
  command: takeCommand,
  response: takeResponse,
  record: (play, finding, { next }) => {
    takeRecord(play, finding, next);
  },
  printed(play, { line, from, to }) {
    // What the driver printed before anything was done, as it found the device, is not played.
    if (play.steps.length === 0 && play.chain.length === 0) return;
    const text = renumbered(line, play.regions).slice(0, longestText);
    play.lines.push({ from, to, expects: { prints: [text] } });
  },
  created(play, finding) {
    settle(play);
    act(play, creation(play.state, finding), { from: finding.from, to: finding.to });
  },
  state(play, { seen, from, to }) {
    settle(play);
    check(play, play.steps.length - 1, { from, to, expects: checkOf(seen, play.state) });
  },
};

/** What a user did to a dax device by what came of it; nothing where the text has said the deed itself. */
function use(
  play: Play,
  dax: string,
  deedOf: (region: number, dax: string) => MachineDeed,
  lines: Lines,
): void {
  settle(play);
  const name = renumbered(dax, play.regions);
  const deed = deedOf(Number(/\d+/.exec(name)?.[0] ?? 0), name);
  const isThere = play.state.host.daxDevices.some(({ id }) => id === name);
  if (isThere === (deed.deed === 'destroyDax'))
    act(play, { kind: 'host', ...deed }, lines, 'inferred');
}

/** A group of those without a tag is claimed as a whole, where there are groups; else so many bytes are. */
const claimOf = ({ host }: SimulationState, region: number, size: number): MachineDeed =>
  twins[host.twin].series.claims === 'bySize'
    ? { deed: 'claim', region, of: '', size }
    : { deed: 'claim', region, of: '0' };

function take(play: Play, finding: Placed, around: Around): void {
  const taker = takers[finding.what] as
    ((play: Play, finding: Placed, around: Around) => void) | undefined;
  taker?.(play, finding, around);
}

/** A request is made when the host has done all it had to. */
function takeRequest(
  play: Play,
  { request, generation, from, to }: Of<'request'>,
  { profile }: Around,
): void {
  giveReplies(play);
  const requests =
    'file' in request || generation === undefined
      ? [request]
      : converted(request, generation, spokenBy(profiles[profile]));
  for (const each of requests) {
    settle(play);
    act(play, requestAction(each), { from, to });
  }
  play.unanswered.push(play.steps.length - 1);
}

const tooLong = ({ from, to }: Placed): Lines & Remark => ({
  from,
  to,
  kind: 'dropped',
  text: 'A run holds no more steps: the text is played up to here.',
  fix: 'Paste a part of it.',
});

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
