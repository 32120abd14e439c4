import { invariant } from '../assert';
import type { Extent } from '../extent';
import { withAskedBack, withOffer, withOfferAlone, type DpaRange } from '../device/capacity';
import { ldOf, profileOf, withLd, type DeviceState, type Ld } from '../device/device-state';
import { dcEventTypes } from '../event-log/event-log';
import { extentsIn } from '../device/extent-list';
import { withDcRecords, type EventRange } from '../device/record-events';
import { note, type Trail } from '../happening';
import { isJsonObject, type JsonValue } from '../json';
import { qmpLadders } from '../rules/qmp-ladders';
import type { Profile } from '../device/profiles/profile';
import type { QmpInput } from '../rules/qmp-input';
import {
  climb,
  refusedBy,
  type Refused,
  type RuleFacts,
  type Rung,
  type Stop,
} from '../rules/rule';
import { argumentsRule, noteRule } from './argument-rules';
import { INJECT_GENERAL_MEDIA, injectGeneralMedia } from './inject';
import { lookedAt, negotiationProblem, type QmpQuestion } from './other-commands';
import { notAnObject } from '../qmp-schema/plain-members';
import { checkCommand, type DcArguments } from '../qmp-schema/schema';
import type { ArgumentProblem } from '../qmp-schema/visitor';

export interface QmpError {
  readonly class: string;
  readonly desc: string;
}

/** What the fabric manager's side is told: by QEMU over QMP, or by a write to a file of the mock; and which rule or member is behind an error. */
export type QmpReply =
  | { readonly kind: 'qmp'; readonly error?: QmpError; readonly refused?: Refused }
  /** QEMU has the command; what it answers is not known here. */
  | { readonly kind: 'notModelled'; readonly execute: string }
  | { readonly kind: 'crash'; readonly why: string; readonly refused?: Refused };

export interface QmpRequest {
  readonly execute: string;
  readonly arguments: JsonValue;
}

interface QmpResult {
  readonly device: DeviceState;
  readonly reply: QmpReply;
}

interface QmpCommand {
  readonly ladder: (profile: Profile) => readonly Rung<QmpInput>[];
  readonly run: (
    device: DeviceState,
    clock: number,
    args: DcArguments,
    trail: Trail,
  ) => DeviceState;
}

const rangesOf = (device: DeviceState, { region, extents }: DcArguments): readonly DpaRange[] => {
  const base = ldOf(device).regions[region]?.base ?? 0;
  return extents.map(({ offset, length }) => ({
    start: base + Number(offset),
    length: Number(length),
  }));
};

const addCommand: QmpCommand = {
  ladder: qmpLadders.add,
  run(device, clock, args, trail) {
    const { ld, extents } = offer(device, rangesOf(device, args), trail);
    const ranges = extents.map(({ id, start, length }) => ({ extent: id, start, length }));
    const request = { type: dcEventTypes.add, hostId: args.hostId, ranges };
    return withDcRecords(withLd(device, ld), clock, request, trail);
  },
};

/** One group for the whole request, or each extent alone; an empty request offers nothing. */
function offer(
  device: DeviceState,
  ranges: readonly DpaRange[],
  trail: Trail,
): { readonly ld: Ld; readonly extents: readonly Extent[] } {
  if (ranges.length === 0) return { ld: ldOf(device), extents: [] };
  if (profileOf(device).pendingShape === 'groups') {
    const { ld, group } = withOffer(ldOf(device), ranges, trail);
    return { ld, extents: group.extents };
  }
  const extents: Extent[] = [];
  let ld = ldOf(device);
  for (const range of ranges) {
    const alone = withOfferAlone(ld, range, trail);
    extents.push(alone.extent);
    ld = alone.ld;
  }
  return { ld, extents };
}

const releaseCommand: QmpCommand = {
  ladder: qmpLadders.release,
  run(device, clock, args, trail) {
    const ranges = rangesOf(device, args);
    const ld = withAskedBack(ldOf(device), ranges, trail);
    const events: readonly EventRange[] = ranges.map((range) => ({
      ...range,
      extent: extentsIn(ld.accepted, range.start, range.start + range.length)[0]?.id ?? 0,
    }));
    const request = { type: dcEventTypes.release, hostId: args.hostId, ranges: events };
    return withDcRecords(withLd(device, ld), clock, request, trail);
  },
};

/** Runs one QMP command: arguments, rules, effect. An error leaves the device as it was. */
export function executeQmp(
  device: DeviceState,
  clock: number,
  request: QmpRequest,
  trail: Trail,
): QmpResult {
  trail.cause = note(trail, 'fm', { what: 'qmpReceived', execute: request.execute });
  const result = answered(device, clock, request, trail);
  if (result.reply.kind === 'qmp') {
    const desc = result.reply.error?.desc;
    note(
      trail,
      'device',
      desc === undefined ? { what: 'qmpReplied' } : { what: 'qmpReplied', error: desc },
    );
  }
  return result;
}

function answered(
  device: DeviceState,
  clock: number,
  request: QmpRequest,
  trail: Trail,
): QmpResult {
  if (request.execute === 'qmp_capabilities') {
    const problem = negotiationProblem(request.arguments);
    return problem === undefined
      ? { device, reply: { kind: 'qmp' } }
      : refusedBecause(device, problem, trail);
  }
  const { qmpDialect, qmpCommands } = profileOf(device);
  invariant(
    qmpDialect !== 'none' && qmpCommands !== 'none',
    'a device without QMP is asked nothing over it',
  );
  const args = request.arguments;
  if (!isJsonObject(args)) return refusedBecause(device, notAnObject, trail);
  const checked = checkCommand(request.execute, args, qmpDialect);
  if (checked === undefined) {
    const asked = { ...request, args, release: qmpCommands, deviceId: device.config.id };
    return other(device, clock, asked, trail);
  }
  if (!checked.ok) return refusedBecause(device, checked, trail);
  noteRule(argumentsRule, undefined, trail);
  const command = checked.verb === 'add' ? addCommand : releaseCommand;
  const input = { ld: ldOf(device), deviceId: device.config.id, args: checked.value };
  const stop = climb(command.ladder(profileOf(device)), input, trail);
  if (stop !== undefined) return { device, reply: replyOf(stop) };
  return { device: command.run(device, clock, checked.value, trail), reply: { kind: 'qmp' } };
}

/** A command that neither adds nor releases capacity: most of them are known by name only. */
function other(device: DeviceState, clock: number, asked: QmpQuestion, trail: Trail): QmpResult {
  const { execute } = asked;
  const answer = lookedAt(asked);
  if (answer.kind === 'refused') {
    const { problem, rule } = answer;
    if (rule !== argumentsRule) noteRule(argumentsRule, undefined, trail);
    return refusedBecause(device, problem, trail, { class: answer.class, rule });
  }
  const { values } = answer;
  if (execute !== INJECT_GENERAL_MEDIA || values === undefined) {
    return { device, reply: { kind: 'notModelled', execute } };
  }
  noteRule(argumentsRule, undefined, trail);
  return { device: injectGeneralMedia(device, clock, values, trail), reply: { kind: 'qmp' } };
}

const generic = { class: 'GenericError', rule: argumentsRule };

function refusedBecause(
  device: DeviceState,
  problem: ArgumentProblem,
  trail: Trail,
  { class: kind, rule }: { readonly class: string; readonly rule: RuleFacts } = generic,
): QmpResult {
  const { desc, at } = problem;
  noteRule(rule, problem, trail);
  const refused = { rule: rule.id, at, because: desc };
  return { device, reply: { kind: 'qmp', error: { class: kind, desc }, refused } };
}

function replyOf(stop: Stop): QmpReply {
  const { rule } = stop;
  const refused = refusedBy(stop);
  if (rule.broken.kind === 'crash') return { kind: 'crash', why: rule.broken.why, refused };
  const desc = rule.broken.kind === 'desc' ? rule.broken.desc : rule.says;
  return { kind: 'qmp', error: { class: 'GenericError', desc }, refused };
}
