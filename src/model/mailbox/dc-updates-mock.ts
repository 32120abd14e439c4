import { invariant } from '../assert';
import { withGeneration, withLd, type Ld } from '../device/device-state';
import { preAccepted } from '../device/new-device';
import {
  acceptedStartingAt,
  withWholeAccepted,
  withWholeReleased,
  offerStartingAt,
  withAllWithdrawn,
  withoutEmptyGroups,
} from '../device/mock-lists';
import {
  mockReleaseLadder,
  mockResponseLadder,
  namedBy,
  offerOrder,
  type SentEntry,
} from '../rules/mock-updates';
import { climb } from '../rules/rule';
import type { UpdateInput } from '../rules/update-list';
import { done, keptOfOffer, type CommandResult, type Context } from './command';

const firstOffered = ({ profile, device }: Context): number =>
  preAccepted(profile, device.config).length + 1;

/** Add Dynamic Capacity Response as the kernel's mock does it: entry by entry, and then no offer is left. */
export function respondWhole(context: Context, { entries }: UpdateInput): CommandResult {
  const { device, trail } = context;
  let { ld } = context;
  let last = 0;
  for (const [index, entry] of entries.entries()) {
    const input: SentEntry = { ld, entry, index, last, firstOffered: firstOffered(context) };
    const stop = climb(mockResponseLadder, input, trail);
    if (stop !== undefined) {
      invariant(stop.rule.broken.kind === 'code', 'entries are refused with a code');
      const left = withLd(device, withoutEmptyGroups(ld, trail));
      return { kind: 'refused', code: stop.rule.broken.code, stop, device: left };
    }
    const extent = namedBy(input);
    invariant(extent !== undefined, 'the entry names an extent');
    last = offerOrder(input, extent);
    ld = taken(context, ld, extent.start);
  }
  return done(withLd(device, withAllWithdrawn(withoutEmptyGroups(ld, trail), trail)));
}

/** An extent on offer is accepted; one that is accepted already stays as it is. */
function taken({ profile, trail }: Context, ld: Ld, start: number): Ld {
  const extent = offerStartingAt(ld, start);
  return extent === undefined
    ? ld
    : withGeneration(
        profile,
        withWholeAccepted(ld, extent, keptOfOffer(profile, extent), trail),
        1,
      );
}

/** Release Dynamic Capacity as the kernel's mock does it: what it does not know it passes over. */
export function releaseWhole(context: Context, { entries }: UpdateInput): CommandResult {
  const { device, profile, trail } = context;
  let { ld } = context;
  for (const [index, entry] of entries.entries()) {
    const input: SentEntry = { ld, entry, index, last: 0, firstOffered: firstOffered(context) };
    if (climb(mockReleaseLadder, input, trail) !== undefined) continue;
    const extent = acceptedStartingAt(ld, Number(entry.start));
    invariant(extent !== undefined, 'the entry is accepted');
    ld = withGeneration(profile, withWholeReleased(ld, extent, trail), 1);
  }
  return done(withLd(device, ld));
}
