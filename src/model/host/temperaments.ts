import type { Behaviour, Release, Turn } from './behaviour';
import { inside, touched } from './checks';
import { inUse } from './dax-space';
import type { SeenRecord } from './host-state';
import { judged, type Judgement } from './judge';
import { drawn } from './random';
import { givesNothing, released } from './releases';
import { v11 } from './series';
import type { Decision } from './twin';

type Judge = Behaviour['judges'];

/** What the checks of a host's series make of a chain. */
const byChecks: Judge = (chain, { host, sees, behaviour }) =>
  judged(chain, { host, sees, series: behaviour.series, recovered: false });

/** The judgement with some of the accepted extents left out. */
function leavingOut(
  judgement: Judgement,
  keeps: (index: number) => boolean,
  because: string,
): Judgement {
  const left = new Set(
    judgement.names.filter((_, index) => !keeps(index)).map(({ extent }) => extent),
  );
  const stays = ({ extent }: { readonly extent: number }): boolean => !left.has(extent);
  return {
    ...judgement,
    decisions: judgement.decisions.map((decision) =>
      stays(decision) ? decision : { ...decision, verdict: 'refuses', because, rule: '' },
    ),
    names: judgement.names.filter(stays),
    surfaces: judgement.surfaces.filter(stays),
  };
}

const everyOther: Judge = (chain, turn) =>
  leavingOut(
    byChecks(chain, turn),
    (index) => index % 2 === 0,
    'this host takes every other extent',
  );

const reversed: Judge = (chain, turn) => {
  const judgement = byChecks(chain, turn);
  return { ...judgement, names: judgement.names.toReversed() };
};

const byCoin: Judge = (chain, turn) => {
  const judgement = byChecks(chain, turn);
  let random = turn.host.random;
  const heads = judgement.names.map(() => {
    const { value, state } = drawn(random);
    random = state;
    return value < 0.5;
  });
  return {
    ...leavingOut(judgement, (index) => heads[index] === true, 'the coin of this host says no'),
    random,
  };
};

/** All or nothing: one extent in doubt, and the whole chain is refused. */
const wholeOrNot: Judge = (chain, turn) => {
  const judgement = byChecks(chain, turn);
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
    surfaces: [],
  };
};

/** Gives back what was asked for if that is whole extents of its own that nobody uses; else nothing. */
function exactly(record: SeenRecord, turn: Turn): Release {
  const { host } = turn;
  const meant = touched(host.held, record);
  const bytes = meant.reduce((sum, { length }) => sum + length, 0);
  const whole = meant.every((extent) => inside(extent, record) && extent.tag === record.tag);
  if (whole && bytes === record.length && inUse(host, meant).size === 0) {
    return released(record, { ...turn, behaviour: { ...turn.behaviour, series: EACH } });
  }
  const because = 'what is asked for is not whole extents of this host that nobody uses';
  const says = `It is not clear what to give back: ${because}. Nothing is sent.`;
  return givesNothing(record, host.random, { says, because, rule: 'R3' });
}

const EACH = { ...v11, releases: 'touched' } as const;

function releasedByCoin(record: SeenRecord, turn: Turn): Release {
  const { value, state } = drawn(turn.host.random);
  if (value < 0.5) return { ...released(record, turn), random: state };
  const because = 'the coin of this host says no';
  const says = 'The coin of this host says no. Nothing is sent.';
  return givesNothing(record, state, { says, because, rule: '' });
}

/** Linux with the newest series; the others say where they differ from it. */
export const linux: Behaviour = {
  id: 'linux-v11',
  label: 'Linux v11',
  about: 'Reads, judges and answers like Linux with the DCD series v11.',
  name: 'Linux',
  series: v11,
  handlesEvents: true,
  responses: 1,
  answersFirst: 'oldest',
  openChain: 'kept',
  surfacesEarly: true,
  handsOver: false,
  judges: byChecks,
  releases: released,
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
  judges: wholeOrNot,
  releases: exactly,
};

/** Takes a part of what it could have. */
export const partial: Behaviour = {
  ...other,
  id: 'partial',
  label: 'Takes every other',
  about: 'Like Linux v11, but takes only every other extent of an offer.',
  judges: everyOther,
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
  judges: reversed,
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
  judges: byCoin,
  releases: releasedByCoin,
};
