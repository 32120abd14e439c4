import type { Behaviour, Choice, Release, HostContext } from './behaviour';
import { inside, touched } from './checks';
import { inUse } from './dax-space';
import type { HostState, SeenExtent, SeenRecord } from './host-state';
import type { Judgement } from './judgement';
import { drawn } from './random';
import { givesNothing, releaseVerdict } from './releases';
import { v11 } from './series';
import type { Decision } from './twin';

const everyOther = (nth: number, random: number): Choice =>
  nth % 2 === 0 ? { random } : { refuses: 'this host takes every other extent', random };

const byCoin = (_nth: number, random: number): Choice => {
  const { value, state } = drawn(random);
  return value < 0.5
    ? { random: state }
    : { refuses: 'the coin of this host says no', random: state };
};

const reversed = (judgement: Judgement): Judgement => ({
  ...judgement,
  names: judgement.names.toReversed(),
});

/** All or nothing: one extent in doubt, and the whole chain is refused. */
function wholeOrNot(
  judgement: Judgement,
  chain: readonly SeenExtent[],
  before: HostState,
): Judgement {
  const doubt = judgement.decisions.find(
    ({ verdict, rule }) => verdict === 'refuses' || rule === 'A14',
  );
  if (doubt === undefined) return { ...judgement, names: chain };
  const because = `e${doubt.extent} is in doubt: ${doubt.because}. This host takes a chain whole or not at all`;
  return {
    ...judgement,
    decisions: chain.map(({ extent }): Decision => ({
      extent,
      verdict: 'refuses',
      because: extent === doubt.extent ? doubt.because : because,
      rule: doubt.rule,
    })),
    names: [],
    host: before,
  };
}

/** Gives back what was asked for if that is whole extents of its own that nobody uses; else nothing. */
function exactly(record: SeenRecord, turn: HostContext): Release {
  const { host } = turn;
  const meant = touched(host.held, record);
  const bytes = meant.reduce((sum, { length }) => sum + length, 0);
  const whole = meant.every((extent) => inside(extent, record) && extent.tag === record.tag);
  if (whole && bytes === record.length && inUse(host, meant).size === 0) {
    return releaseVerdict(record, { ...turn, behaviour: { ...turn.behaviour, series: EACH } });
  }
  const because = 'what is asked for is not whole extents of this host that nobody uses';
  const says = `It is not clear what to give back: ${because}. Nothing is sent.`;
  return givesNothing(record, host.random, { says, because, rule: 'R3' });
}

const EACH = { ...v11, releases: 'touched' } as const;

function releasedByCoin(record: SeenRecord, turn: HostContext): Release {
  const { value, state } = drawn(turn.host.random);
  if (value < 0.5) return { ...releaseVerdict(record, turn), random: state };
  const because = 'the coin of this host says no';
  const says = 'The coin of this host says no. Nothing is sent.';
  return givesNothing(record, state, { says, because, rule: '' });
}

/** Linux with the newest series; the others say where they differ from it. */
export const linux: Behaviour = {
  id: 'linux-v11',
  label: 'Linux v11',
  about:
    'Reads, judges and answers like Linux with the DCD series v11, posted on 25 June 2026 and compared with recordings of it.',
  name: 'Linux',
  series: v11,
  handlesEvents: true,
  responses: 1,
  answersFirst: 'oldest',
  openChain: 'kept',
  surfacesEarly: true,
  handsOver: false,
  chooses: (_nth, random) => ({ random }),
  answers: (judgement) => judgement,
  releases: releaseVerdict,
};

const other = { ...linux, name: 'This host' } as const;

/** Takes no chances. */
export const strict: Behaviour = {
  ...other,
  id: 'strict',
  label: 'Strict',
  about: 'Answers each chain once and in order, whole or not at all, and refuses what is in doubt.',
  series: { ...v11, chainTimeout: undefined },
  openChain: 'refused',
  surfacesEarly: false,
  handsOver: true,
  answers: wholeOrNot,
  releases: exactly,
};

/** Takes a part of what it could have. */
export const partial: Behaviour = {
  ...other,
  id: 'partial',
  label: 'Takes every other',
  about: 'Like Linux v11, but takes only every other extent of an offer.',
  chooses: everyOther,
};

/** Lets the device wait. */
export const silent: Behaviour = {
  ...other,
  id: 'silent',
  label: 'Silent',
  about: 'Reads and clears its event log, and never answers.',
  responses: 0,
};

/** Answers out of order. */
export const reorderer: Behaviour = {
  ...other,
  id: 'reorderer',
  label: 'Reorders',
  about:
    'Like Linux v11, but names extents in reverse, and answers the second of two offers first.',
  answersFirst: 'second',
  answers: reversed,
};

/** Says everything twice. */
export const double: Behaviour = {
  ...other,
  id: 'double',
  label: 'Answers twice',
  about: 'Like Linux v11, but sends every response twice.',
  responses: 2,
};

/** Tosses coins. */
export const random: Behaviour = {
  ...other,
  id: 'random',
  label: 'Random',
  about: 'Like Linux v11, but tosses a coin for every extent; the scenario has the seed.',
  chooses: byCoin,
  releases: releasedByCoin,
};
