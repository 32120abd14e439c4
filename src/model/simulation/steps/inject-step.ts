import { itemsOf } from '../../persistent/chunked-list';
import { withAskedBack, type DpaRange } from '../../device/capacity';
import { ldOf, profileOf, withLd, type DeviceState, type Ld } from '../../device/device-state';
import { endOf } from '../../extent';
import { withInjectedOffer } from '../../device/mock-lists';
import { dcEventTypes } from '../../event-log/event-log';
import { withDcRecords } from '../../device/record-events';
import { note, type Trail } from '../../happening';
import {
  offers,
  readInjectLine,
  type InjectLine,
  type InjectRequest,
} from '../../interop/inject-line';
import { injectLadder } from '../../rules/inject';
import { climb, refusedBy, type Stop } from '../../rules/rule';
import type { Reply } from '../reply';

interface Injected {
  readonly device: DeviceState;
  readonly reply: Reply;
  /** The range that was asked back, whatever is there. */
  readonly askedBack?: DpaRange;
}

/** A line written to a file of the kernel's mock: it offers an extent, or asks for one back. */
export function executeInject(
  device: DeviceState,
  clock: number,
  { file, line }: InjectRequest,
  trail: Trail,
): Injected {
  const read = readInjectLine(file, line);
  if (!read.ok) {
    const { column, found, expected, hint } = read.problem;
    const what = `The line for ${file} cannot be read: column ${column} has ${found}.`;
    return { device, reply: { kind: 'cannot', what, why: `Expected is ${expected}.`, fix: hint } };
  }
  trail.cause = note(trail, 'fm', { what: 'lineWritten', file });
  if (offers(file)) return offer(device, clock, read.value, trail);
  const type = file === 'dc_del_extent' ? dcEventTypes.release : dcEventTypes.forcedRelease;
  return askBack(device, clock, { ...read.value, type }, trail);
}

function offer(device: DeviceState, clock: number, said: InjectLine, trail: Trail): Injected {
  const stop = climb(injectLadder(profileOf(device)), { ld: ldOf(device), ...said }, trail);
  if (stop !== undefined) return { device, reply: refusal(stop) };
  const { start, length, tag, sharedSeq, more } = said;
  const { ld, extent } = withInjectedOffer(ldOf(device), said, trail);
  const ranges = [{ extent: extent.id, start, length, tag, sharedSeq }];
  const request = { type: dcEventTypes.add, hostId: 0, ranges, more };
  const after = withDcRecords(withLd(device, ld), clock, request, trail);
  return { device: after, reply: { kind: 'qmp' } };
}

function refusal(stop: Stop): Reply {
  const { broken, says } = stop.rule;
  const desc = broken.kind === 'desc' ? broken.desc : says;
  return { kind: 'qmp', error: { class: 'EINVAL', desc }, refused: refusedBy(stop) };
}

/** Only the record goes out: what is accepted stays until the host gives it back. */
function askBack(
  device: DeviceState,
  clock: number,
  { start, length, tag, type }: InjectLine & { readonly type: number },
  trail: Trail,
): Injected {
  const touched = acceptedIn(ldOf(device), start, start + length);
  const ld = withAskedBack(ldOf(device), touched, trail);
  const ranges = [{ extent: touched[0]?.extent ?? 0, start, length, tag }];
  const request = { type, hostId: 0, ranges };
  const after = withDcRecords(withLd(device, ld), clock, request, trail);
  return { device: after, reply: { kind: 'qmp' }, askedBack: { start, length } };
}

/** The accepted parts of a range, by extent. Extents of the mock may overlap. */
const acceptedIn = (
  ld: Ld,
  start: number,
  end: number,
): readonly { readonly extent: number; readonly start: number; readonly length: number }[] =>
  itemsOf(ld.accepted.byAddress)
    .filter((extent) => extent.start < end && endOf(extent) > start)
    .map((extent) => {
      const from = Math.max(extent.start, start);
      return { extent: extent.id, start: from, length: Math.min(endOf(extent), end) - from };
    });
