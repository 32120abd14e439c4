import type { Operand, Trail } from '../happening';
import { note, noteHeld } from '../happening';
import { invariant } from '../assert';
import {
  profiles,
  type LadderName,
  type Profile,
  type RungNames,
} from '../device/profiles/profile';
import type { ReturnCode } from '../layouts/return-code';

/** What a broken rule leads to. */
export type Consequence =
  | { readonly kind: 'code'; readonly code: ReturnCode }
  /** A QMP error with this text. */
  | { readonly kind: 'desc'; readonly desc: string }
  /** QEMU dies. */
  | { readonly kind: 'crash'; readonly why: string }
  /** Not an error: the command does something else then. */
  | { readonly kind: 'otherwise'; readonly to: string };

/** What is known of a rule without running it: for ladders, tables and cards. */
export interface RuleFacts {
  /** Stable name: `4802.within-first-offer`. */
  readonly id: string;
  /** The rule as a sentence. */
  readonly says: string;
  /** CXL section number, or `QEMU` for what only the emulation asks. */
  readonly section: string;
  readonly broken: Consequence;
  /** How operands read: `{0} ≥ {1}`. */
  readonly shows: string;
  /** What a person can do about it. */
  readonly fix: string;
}

/** What a rule looked at. */
type Row = readonly Operand[];

/** A rule that broke. */
export interface Broken {
  readonly operands: Row;
  /** The input field that broke it, and why in words. */
  readonly at: string;
  readonly because: string;
  /** What helps in this case, where the rule's own words do not fit it. */
  readonly fix?: string;
}

/** What checking a rule comes to: its operands where it held. */
export type Finding = Row | Broken;

const isBroken = (found: Finding): found is Broken => !Array.isArray(found);

/** A rule about the whole input. */
export interface Rule<I> extends RuleFacts {
  readonly check: (input: I) => Finding;
}

/** A rule about one entry of the input; `carry` is what the entries before it left behind. */
export interface EntryRule<I, E, C> extends RuleFacts {
  readonly check: (input: I, entry: E, index: number, carry: C) => Finding;
}

export const held = (...operands: Row): Finding => operands;

export const broken = (at: string, because: string, ...operands: Row): Broken => ({
  operands,
  at,
  because,
});

/** A rule that broke in a way of its own, and what helps then. */
export const brokenSo = (fix: string, found: Broken): Broken => ({ ...found, fix });

/** `held` or `broken` by a condition, with the same operands. */
export const finding = (
  holds: boolean,
  at: string,
  because: () => string,
  ...operands: Row
): Finding => (holds ? operands : { operands, at, because: because() });

/** Where a ladder stopped. */
export interface Stop {
  readonly rule: RuleFacts;
  readonly at: string;
  readonly because: string;
  readonly fix?: string;
}

/** Which rule refused an input, and where: what a reply keeps of it. */
export interface Refused {
  readonly rule: string;
  readonly at: string;
  readonly because: string;
  /** What helps in this case, where the rule's own words do not fit it. */
  readonly fix?: string;
}

export const refusedBy = ({ rule, at, because, fix }: Stop): Refused => ({
  rule: rule.id,
  at,
  because,
  ...(fix === undefined ? {} : { fix }),
});

/** One step of a ladder: a rule, or several rules tried on each entry in turn. */
export interface Rung<I> {
  readonly rules: readonly RuleFacts[];
  readonly climb: (input: I, trail: Trail) => Stop | undefined;
}

/** Operands are kept for this many entries. */
const SHOWN_ENTRIES = 4;

/** A rung that checks one rule. */
export function once<I>(rule: Rule<I>): Rung<I> {
  const { check } = rule;
  return {
    rules: [rule],
    climb(input, trail) {
      const found = check(input);
      if (isBroken(found)) return stopped(trail, rule, found);
      noteHeld(trail, rule.id, 'held', [found]);
      return undefined;
    },
  };
}

/** Rows of operands that one rule has looked at. */
type Rows = readonly Row[];

const noRows: Rows = [];

/**
 * A rung that tries all its rules on the first entry, then on the second, and so on: the first failure wins.
 * `next` gives what an entry that passed carries on to the one after it.
 */
export function each<I, E, C>(rung: {
  readonly of: (input: I) => readonly E[];
  readonly start: (input: I) => C;
  readonly rules: readonly EntryRule<I, E, C>[];
  readonly next: (carry: C, entry: E, input: I) => C;
}): Rung<I> {
  const { of, start, rules, next } = rung;
  return {
    rules,
    climb(input, trail) {
      const entries = of(input);
      const [only] = entries;
      if (entries.length === 1 && only !== undefined)
        return climbAlone(rules, input, only, start(input), trail);
      const rows: Rows[] = rules.map(() => noRows);
      let carry = start(input);
      let index = 0;
      for (const entry of entries) {
        const hit = firstBroken(rules, rows, { input, entry, index, carry });
        if (hit !== undefined) return stoppedAt(trail, rules, rows, hit, index);
        index += 1;
        if (index < entries.length) carry = next(carry, entry, input);
      }
      noteRows(trail, rules, rows);
      return undefined;
    },
  };
}

/** One entry, as most inputs have: each rule is noted as it is checked. */
function climbAlone<I, E, C>(
  rules: readonly EntryRule<I, E, C>[],
  input: I,
  entry: E,
  carry: C,
  trail: Trail,
): Stop | undefined {
  let stop: Stop | undefined;
  for (const rule of rules) {
    if (stop !== undefined) {
      noteHeld(trail, rule.id, 'notReached', noRows);
      continue;
    }
    const found = rule.check(input, entry, 0, carry);
    if (isBroken(found)) stop = stopped(trail, rule, found);
    else noteHeld(trail, rule.id, 'held', [found]);
  }
  return stop;
}

function noteRows(trail: Trail, rules: readonly RuleFacts[], rows: readonly Rows[]): void {
  let r = 0;
  for (const { id } of rules) {
    noteHeld(trail, id, 'held', rows[r] ?? noRows);
    r += 1;
  }
}

/** The rule of a rung that an entry broke. */
interface Hit {
  readonly r: number;
  readonly found: Broken;
}

/** Tries one entry; the operands of the rules that hold go into their rows. */
function firstBroken<I, E, C>(
  rules: readonly EntryRule<I, E, C>[],
  rows: Rows[],
  { input, entry, index, carry }: { input: I; entry: E; index: number; carry: C },
): Hit | undefined {
  let r = 0;
  for (const rule of rules) {
    const found = rule.check(input, entry, index, carry);
    if (isBroken(found)) return { r, found };
    rows[r] = grown(rows[r] ?? noRows, found);
    r += 1;
  }
  return undefined;
}

function grown(rows: Rows, row: Row): Rows {
  if (rows.length === 0) return [row];
  return rows.length < SHOWN_ENTRIES ? [...rows, row] : rows;
}

/** Rules before the broken one held for this entry too; those after it held for the entries before only. */
function stoppedAt(
  trail: Trail,
  rules: readonly RuleFacts[],
  rows: readonly Rows[],
  hit: Hit,
  index: number,
): Stop {
  let stop: Stop | undefined;
  for (const [r, rule] of rules.entries()) {
    const reached = r < hit.r || index > 0;
    if (r === hit.r) stop = stopped(trail, rule, hit.found);
    else noteHeld(trail, rule.id, reached ? 'held' : 'notReached', rows[r] ?? noRows);
  }
  invariant(stop !== undefined, 'the broken rule is one of the rung');
  return stop;
}

/** Notes the rule that broke. */
function stopped(trail: Trail, rule: RuleFacts, found: Broken): Stop {
  const { operands, at, because, fix } = found;
  const verdict = rule.broken.kind === 'otherwise' ? 'held' : 'refused';
  note(trail, 'device', {
    what: 'ruleChecked',
    rule: rule.id,
    verdict,
    operands: [operands],
    at,
    because,
  });
  return { rule, at, because, ...(fix === undefined ? {} : { fix }) };
}

/** A rung as pages list it: its rules are tried on each entry in turn. */
export interface ToldRung {
  readonly rules: readonly RuleFacts[];
}

/** Climbs a ladder until a rule breaks. What lies above the break is recorded as not reached. */
export function climb<I>(ladder: readonly Rung<I>[], input: I, trail: Trail): Stop | undefined {
  for (let at = 0; at < ladder.length; at += 1) {
    const stop = ladder[at]?.climb(input, trail);
    if (stop === undefined) continue;
    if (stop.rule.broken.kind !== 'otherwise') {
      for (const rung of ladder.slice(at + 1)) {
        for (const { id } of rung.rules) noteHeld(trail, id, 'notReached', noRows);
      }
    }
    return stop;
  }
  return undefined;
}

/** One rung for each name that a profile may give. */
type Rungs<Name extends LadderName, I> = Readonly<Record<RungNames[Name], Rung<I>>>;

/** The ladder of each profile, built when the program starts. A profile that came later has its own built when it asks. */
export function ladders<Name extends LadderName, I>(
  name: Name,
  rungs: Rungs<Name, I>,
): (profile: Profile) => readonly Rung<I>[] {
  const built = ({ order }: Profile): readonly Rung<I>[] => order[name].map((rung) => rungs[rung]);
  const made = new Map(
    Object.values(profiles).map((profile) => [profile.order[name], built(profile)]),
  );
  return (profile) => made.get(profile.order[name]) ?? built(profile);
}
