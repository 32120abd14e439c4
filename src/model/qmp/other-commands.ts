import type { JsonValue } from '../json';
import type { RuleFacts } from '../rules/rule';
import { argumentsRule, targetRule } from './argument-rules';
import { injections, type Release } from '../qmp-schema/injections';
import { knownCommands, objectTypes, type Needs } from '../qmp-schema/known-commands';
import { firstLeft } from '../qmp-schema/member-order';
import { checkPlain, type PlainMember, type PlainValues } from '../qmp-schema/plain-members';
import { above, resolvesUntyped } from '../qmp-schema/paths';
import type { ArgumentProblem } from '../qmp-schema/visitor';

type Arguments = Readonly<Record<string, JsonValue>>;

/** What QEMU says of a command before it does anything: a refusal, or nothing that is known here. */
export type Looked =
  | {
      readonly kind: 'refused';
      readonly class: string;
      readonly rule: RuleFacts;
      readonly problem: ArgumentProblem;
    }
  /** The arguments hold, as far as this program looks; given where it looks at all of them. */
  | { readonly kind: 'passed'; readonly values?: PlainValues };

const passed: Looked = { kind: 'passed' };
const refusal = (problem: ArgumentProblem, rule = argumentsRule): Looked => ({
  kind: 'refused',
  class: 'GenericError',
  rule,
  problem,
});
const refused = (at: string, desc: string, rule?: RuleFacts): Looked =>
  refusal({ ok: false, desc, at }, rule);

/** A request, the device it may name, and the release of QEMU that reads it. */
export interface QmpQuestion {
  readonly release: Release;
  readonly execute: string;
  readonly args: Arguments;
  readonly deviceId: string;
}

const negotiation: readonly PlainMember[] = [
  { member: 'enable', type: { list: { values: ['oob'] } }, optional: true },
];

/** What QEMU says of the arguments of qmp_capabilities, if they are wrong. */
export function negotiationProblem(args: JsonValue): ArgumentProblem | undefined {
  const checked = checkPlain(negotiation, args);
  return checked.ok ? undefined : checked;
}

/** Looks at a request that is neither add nor release of capacity, as far as QEMU's answer is known. */
export function lookedAt(asked: QmpQuestion): Looked {
  const { release, execute, args } = asked;
  const needs = knownCommands[release].get(execute);
  if (needs === undefined) return notFound(execute);
  const members = injections[release].get(execute);
  if (members !== undefined) return injection(members, asked);
  const problem = missing(needs, args);
  if (problem !== undefined) return problem;
  return execute === 'object-add' ? object(release, args) : passed;
}

const notFound = (execute: string): Looked => ({
  kind: 'refused',
  class: 'CommandNotFound',
  rule: argumentsRule,
  problem: { ok: false, desc: `The command ${execute} has not been found`, at: 'execute' },
});

function missing(needs: Needs, args: Arguments): Looked | undefined {
  const isGiven = (name: string): boolean => Object.hasOwn(args, name);
  switch (needs.kind) {
    case 'unknown':
      return undefined;
    case 'none': {
      const left = firstLeft(Object.keys(args), []);
      return left === undefined ? undefined : refused(left, `Parameter '${left}' is unexpected`);
    }
    case 'some': {
      const { first, before } = needs;
      if (isGiven(first) || before.some(isGiven)) return undefined;
      return refused(first, `Parameter '${first}' is missing`);
    }
  }
}

/** The two members that every object has are looked at first; the rest depends on the type. */
function object(release: Release, args: Arguments): Looked {
  const members: readonly PlainMember[] = [
    { member: 'qom-type', type: { values: objectTypes[release] } },
    { member: 'id', type: 'str' },
  ];
  const own = Object.entries(args).filter(([name]) =>
    members.some(({ member }) => member === name),
  );
  const checked = checkPlain(members, Object.fromEntries(own));
  return checked.ok ? passed : refusal(checked);
}

type Look = (values: PlainValues) => Looked | undefined;

/** What some injections look at before they look for the device. */
const beforePath: Readonly<Record<string, Look>> = {
  'cxl-inject-poison': ({ start, length }) => {
    if (!isIn64s(length)) {
      return refused('length', 'Poison injection must be in multiples of 64 bytes', targetRule);
    }
    return isIn64s(start)
      ? undefined
      : refused('start', 'Poison start address must be 64 byte aligned', targetRule);
  },
};

/** Maintenance required: bit 3 of the flags of a record. */
const MAINTENANCE = 8n;

const requiresNothing: Look = ({ log, flags }) =>
  log === 'informational' && typeof flags === 'bigint' && (flags & MAINTENANCE) !== 0n
    ? refused('flags', 'Informational event cannot require maintenance', targetRule)
    : undefined;

/** What some injections look at once they have the device. */
const afterPath: Readonly<Record<Release, Readonly<Record<string, Look>>>> = {
  '8.2': {},
  '10.0': {},
  '11.1': {
    'cxl-inject-general-media-event': requiresNothing,
    'cxl-inject-dram-event': requiresNothing,
  },
};

const isIn64s = (value: PlainValues[string] | undefined): boolean =>
  typeof value !== 'bigint' || value % 64n === 0n;

function injection(
  members: readonly PlainMember[],
  { release, execute, args, deviceId }: QmpQuestion,
): Looked {
  const checked = checkPlain(members, args);
  if (!checked.ok) return refusal(checked);
  const { value } = checked;
  const path = String(value['path']);
  const early = beforePath[execute]?.(value);
  if (early !== undefined) return early;
  if (resolvesUntyped(path, deviceId)) {
    return afterPath[release][execute]?.(value) ?? { kind: 'passed', values: value };
  }
  return above.includes(path)
    ? refused('path', 'Path does not point to a CXL type 3 device', targetRule)
    : refused('path', 'Unable to resolve path', targetRule);
}
