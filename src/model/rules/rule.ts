import type { Operand, Trail } from '../happening';
import { note } from '../happening';
import type { ReturnCode } from '../mailbox/return-code';

/** What a broken rule leads to. */
export type Consequence =
  | { readonly kind: 'code'; readonly code: ReturnCode }
  /** A QMP error with this text. */
  | { readonly kind: 'desc'; readonly desc: string }
  /** QEMU dies. */
  | { readonly kind: 'crash'; readonly why: string }
  /** Not an error: the command does something else then. */
  | { readonly kind: 'turns'; readonly to: string };

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

export interface Finding {
  readonly held: boolean;
  readonly operands: readonly Operand[];
  /** The input field that broke the rule, and why in words. */
  readonly at?: string;
  readonly because?: string;
}

/** A rule about the whole input. */
export interface Rule<I> extends RuleFacts {
  readonly check: (input: I) => Finding;
}

/** A rule about one entry of the input; `carry` is what the entries before it left behind. */
export interface EntryRule<I, E, C> extends RuleFacts {
  readonly check: (input: I, entry: E, index: number, carry: C) => Finding;
}

export const held = (...operands: readonly Operand[]): Finding => ({ held: true, operands });

export const broken = (at: string, because: string, ...operands: readonly Operand[]): Finding => ({
  held: false,
  operands,
  at,
  because,
});

/** `held` or `broken` by a condition, with the same operands. */
export const finding = (
  holds: boolean,
  at: string,
  because: () => string,
  ...operands: readonly Operand[]
): Finding => (holds ? { held: true, operands } : broken(at, because(), ...operands));

/** Where a ladder stopped. */
export interface Stop {
  readonly rule: RuleFacts;
  readonly at: string;
  readonly because: string;
}

/** Which rule refused an input, and where: what a reply keeps of it. */
export interface Refused {
  readonly rule: string;
  readonly at: string;
  readonly because: string;
}

export const refusedBy = ({ rule, at, because }: Stop): Refused => ({ rule: rule.id, at, because });

/** One step of a ladder: a rule, or several rules tried on each entry in turn. */
export interface Rung<I> {
  readonly rules: readonly RuleFacts[];
  readonly climb: (input: I, trail: Trail) => Stop | undefined;
}

/** Operands are kept for this many entries. */
const SHOWN_ENTRIES = 4;

const stopOf = (rule: RuleFacts, { at, because }: Finding): Stop => ({
  rule,
  at: at ?? '',
  because: because ?? '',
});

/** A rung that checks one rule. */
export function once<I>(rule: Rule<I>): Rung<I> {
  return {
    rules: [rule],
    climb(input, trail) {
      const found = rule.check(input);
      recordCheck(trail, rule, found, [found.operands]);
      return found.held ? undefined : stopOf(rule, found);
    },
  };
}

/**
 * A rung that tries all its rules on the first entry, then on the second, and so on: the first failure wins.
 * `next` gives what is carried on to the entries after one that passed.
 */
export function each<I, E, C>(rung: {
  readonly of: (input: I) => readonly E[];
  readonly start: (input: I) => C;
  readonly rules: readonly EntryRule<I, E, C>[];
  readonly next: (carry: C, entry: E, input: I) => C;
}): Rung<I> {
  return {
    rules: rung.rules,
    climb(input, trail) {
      const operands: Operand[][][] = rung.rules.map(() => []);
      let carry = rung.start(input);
      for (const [index, entry] of rung.of(input).entries()) {
        for (const [r, rule] of rung.rules.entries()) {
          const found = rule.check(input, entry, index, carry);
          if (index < SHOWN_ENTRIES) operands[r]?.push([...found.operands]);
          if (found.held) continue;
          recordStopped(trail, rung.rules, operands, r, found, index);
          return stopOf(rule, found);
        }
        carry = rung.next(carry, entry, input);
      }
      rung.rules.forEach((rule, r) => {
        recordCheck(trail, rule, { held: true, operands: [] }, operands[r] ?? []);
      });
      return undefined;
    },
  };
}

/** Rules before the broken one held for this entry too; those after it held for the entries before only. */
function recordStopped(
  trail: Trail,
  rules: readonly RuleFacts[],
  operands: readonly (readonly (readonly Operand[])[])[],
  brokenAt: number,
  found: Finding,
  index: number,
): void {
  rules.forEach((rule, r) => {
    if (r === brokenAt) {
      recordCheck(trail, rule, found, [found.operands]);
      return;
    }
    const seen = operands[r] ?? [];
    const reached = r < brokenAt || index > 0;
    if (reached) recordCheck(trail, rule, { held: true, operands: [] }, seen);
    else recordNotReached(trail, rule);
  });
}

function recordCheck(
  trail: Trail,
  rule: RuleFacts,
  { held: holds, at, because }: Finding,
  operands: readonly (readonly Operand[])[],
): void {
  const { id, broken: consequence } = rule;
  if (holds || at === undefined || because === undefined) {
    note(trail, 'device', { what: 'ruleChecked', rule: id, verdict: 'held', operands });
    return;
  }
  const verdict = consequence.kind === 'turns' ? 'held' : 'refused';
  note(trail, 'device', { what: 'ruleChecked', rule: id, verdict, operands, at, because });
}

function recordNotReached(trail: Trail, rule: RuleFacts): void {
  note(trail, 'device', {
    what: 'ruleChecked',
    rule: rule.id,
    verdict: 'notReached',
    operands: [],
  });
}

/** Climbs a ladder until a rule breaks. What lies above the break is recorded as not reached. */
export function climb<I>(ladder: readonly Rung<I>[], input: I, trail: Trail): Stop | undefined {
  for (let at = 0; at < ladder.length; at += 1) {
    const stop = ladder[at]?.climb(input, trail);
    if (stop === undefined) continue;
    if (stop.rule.broken.kind !== 'turns') {
      for (const rung of ladder.slice(at + 1)) {
        for (const rule of rung.rules) recordNotReached(trail, rule);
      }
    }
    return stop;
  }
  return undefined;
}

/** The rungs a profile names, in its order. A name no rung has is a bug. */
export function ladderOf<I>(
  rungs: Readonly<Record<string, Rung<I>>>,
  order: readonly string[],
): readonly Rung<I>[] {
  return order.map((name) => {
    const rung = rungs[name];
    if (rung === undefined) throw new Error(`no rung ${name}`);
    return rung;
  });
}
