import { invariant } from '../assert';
import type { Extent } from '../extent';
import { withAskedBack, withOffer, withOfferAlone, type DpaRange } from '../device/capacity';
import { ldOf, profileOf, withLd, type DeviceState, type Ld } from '../device/device-state';
import { dcEventTypes } from '../event-log/event-log';
import { extentsIn } from '../device/extent-list';
import { withDcRecords, type EventRange } from '../device/record-events';
import { note, type Trail } from '../happening';
import { isJsonObject } from '../json';
import { qmpLadders } from '../rules/qmp-ladders';
import type { Profile } from '../device/profiles/profile';
import type { QmpInput } from '../rules/qmp-input';
import { climb, refusedBy, type Rung, type Stop } from '../rules/rule';
import { refusedBecause, type QmpReply, type QmpRequest, type QmpResult } from './answer';
import { argumentsRule, noteRule } from './argument-rules';
import { otherAnswer } from './other-table';
import { notAnObject } from '../qmp-schema/plain-members';
import { checkCommand, type DcArguments } from '../qmp-schema/schema';

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
  const other = (): QmpResult => otherAnswer()(device, clock, request, trail);
  if (request.execute === 'qmp_capabilities') return other();
  const { qmpDialect } = profileOf(device);
  invariant(qmpDialect !== 'none', 'a device without QMP is asked nothing over it');
  const args = isJsonObject(request.arguments) ? request.arguments : undefined;
  const checked = checkCommand(request.execute, args ?? {}, qmpDialect);
  if (checked === undefined) return other();
  if (args === undefined) return refusedBecause(device, notAnObject, trail);
  if (!checked.ok) return refusedBecause(device, checked, trail);
  noteRule(argumentsRule, undefined, trail);
  const command = checked.verb === 'add' ? addCommand : releaseCommand;
  const input = { ld: ldOf(device), deviceId: device.config.id, args: checked.value };
  const stop = climb(command.ladder(profileOf(device)), input, trail);
  if (stop !== undefined) return { device, reply: replyOf(stop) };
  return { device: command.run(device, clock, checked.value, trail), reply: { kind: 'qmp' } };
}

function replyOf(stop: Stop): QmpReply {
  const { rule } = stop;
  const refused = refusedBy(stop);
  if (rule.broken.kind === 'crash') return { kind: 'crash', why: rule.broken.why, refused };
  const desc = rule.broken.kind === 'desc' ? rule.broken.desc : rule.says;
  return { kind: 'qmp', error: { class: 'GenericError', desc }, refused };
}
