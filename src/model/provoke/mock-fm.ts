import type { DpaRange, OfferRange } from '../device/capacity';
import { PMD } from '../host/checks';
import { inUse } from '../host/dax-space';
import type { HostExtent } from '../host/host-state';
import { NO_TAG } from '../layouts/dc-extent';
import { extentLabel } from '../view/words/names';
import { freeIn, offersIn, touches, type Now } from './now';
import { linuxBusy, linuxHasIdle, linuxSeries, linuxTakes } from './linux-host';
import {
  granted,
  HOST_GOES_ON,
  logging,
  NO_ROOM,
  NOTHING_ACCEPTED,
  NOTHING_OFFERED,
  planned,
  type Act,
  type Plan,
  type PlanOf,
} from './provocation';
import { askBack, forceLine, offer } from './requests';

/** What a shell says when the mock does not take a line. */
const REFUSED = 'write error: Invalid argument';

const notWritten = (why: string, acts: readonly Act[]): Plan =>
  planned({ kind: 'refused', code: REFUSED }, `Refused with “${REFUSED}”: ${why}`, acts);

/** Tags of what is tried here. */
const TAG = '5a'.repeat(16);

function offerOffered(now: Now): Plan | string {
  const [extent] = offersIn(now);
  if (extent === undefined) return NOTHING_OFFERED;
  const why = `${extentLabel(extent.id)}, on offer, starts there.`;
  return notWritten(why, offer(now, [extent]));
}

function offerAccepted(now: Now): Plan | string {
  const [extent] = now.accepted;
  if (extent === undefined) return NOTHING_ACCEPTED;
  const why = `${extentLabel(extent.id)}, accepted, starts there.`;
  return notWritten(why, offer(now, [extent]));
}

function offerTwice(now: Now): Plan | string {
  const [range] = freeIn(now, 0, 1);
  if (range === undefined) return NO_ROOM;
  return notWritten('the first line has offered it.', offer(now, [range, range]));
}

/** What Linux would take, were it alone: the range is free, and its region maps it. */
function takenRanges(now: Now, count: number): readonly DpaRange[] | string {
  const busy = linuxBusy(now);
  if (busy !== undefined) return busy;
  const ranges = freeIn(now, 0, count);
  if (ranges.length < count) return NO_ROOM;
  if (now.room < count) return 'The event log has no room.';
  return ranges.every((range) => linuxTakes(now, range))
    ? ranges
    : 'No region of the host maps free capacity.';
}

function offGrid(now: Now): Plan | string {
  const ranges = takenRanges(now, 1);
  if (typeof ranges === 'string') return ranges;
  if (linuxSeries(now)?.gates.includes('A13') !== true)
    return 'This series of Linux does not look at the alignment.';
  const half = ranges.map(({ start }) => ({ start, length: PMD / 2, tag: TAG }));
  return planned(
    { kind: 'declined' },
    'Whole blocks, so the device offers it; Linux maps 2 MiB at a time and refuses it.',
    [...offer(now, half), HOST_GOES_ON],
  );
}

/** Whether the host keeps tags apart, and none of its own is the one that is tried. */
const tagsMatter = (now: Now): boolean =>
  linuxSeries(now)?.groups === true && now.host.extents.every(({ tag }) => tag !== TAG);

function sameTagTwice(now: Now): Plan | string {
  const ranges = takenRanges(now, 2);
  if (typeof ranges === 'string') return ranges;
  if (!tagsMatter(now)) return 'The host does not tell tags apart.';
  const acts = ranges.flatMap((range): readonly Act[] => [
    ...offer(now, [{ ...range, tag: TAG }]),
    HOST_GOES_ON,
  ]);
  return planned(
    { kind: 'declined' },
    'A tag names one allocation: what comes later under it is refused.',
    acts,
  );
}

function sequenceGap(now: Now): Plan | string {
  if (now.device.config.sharable !== true) return 'The region is not sharable.';
  const ranges = takenRanges(now, 2);
  if (typeof ranges === 'string') return ranges;
  if (!tagsMatter(now)) return 'The host does not know sharing.';
  const numbered = ranges.map((range, i) => ({ ...range, tag: TAG, sharedSeq: 2 * i }));
  return planned(
    { kind: 'declined' },
    'Sequence 0, then 2: the numbers of a shared allocation must be dense, so all of it is refused.',
    [...offer(now, numbered), HOST_GOES_ON],
  );
}

/** Whether the device holds just this extent there, and nobody uses it. */
const isPlain = (now: Now, extent: HostExtent): boolean => {
  const held = now.accepted.filter((other) => touches(other, extent));
  return (
    held.length === 1 &&
    held[0]?.start === extent.start &&
    held[0].length === extent.length &&
    inUse(now.host, [extent]).size === 0
  );
};

function oneOfTag(now: Now): Plan | string {
  const busy = linuxBusy(now);
  if (busy !== undefined) return busy;
  if (linuxSeries(now)?.releases !== 'containingGroup') return 'The host does not tell tags apart.';
  const { extents } = now.host;
  const tag = extents.find(
    (one) => one.tag !== NO_TAG && extents.some((other) => other !== one && other.tag === one.tag),
  )?.tag;
  const group = extents.filter((extent) => extent.tag === tag);
  const asked = now.accepted.find((extent) => extent.tag === tag && linuxHasIdle(now, extent));
  if (tag === undefined || asked === undefined || !group.every((extent) => isPlain(now, extent)))
    return 'The host has no idle tag of two extents.';
  return granted('One extent of a tag is asked for; Linux gives back all of them.', [
    ...askBack(now, [asked]),
    HOST_GOES_ON,
  ]);
}

/** The mock writes the record and checks nothing. */
const unchecked =
  (find: (now: Now) => OfferRange | undefined, why: string) =>
  (now: Now): Plan | string => {
    const range = find(now);
    if (range === undefined) return why;
    const plan = granted('The mock checks nothing: the record goes out.', askBack(now, [range]));
    return logging(now, 1, plan);
  };

function force(now: Now): Plan | string {
  const [extent] = now.accepted;
  if (extent === undefined) return NOTHING_ACCEPTED;
  const plan = granted(
    'A record of forced release goes out; the mock keeps the extent, and Linux ignores the record.',
    [forceLine(extent)],
  );
  return logging(now, 1, plan);
}

const partOf = ({ accepted, profile }: Now): DpaRange | undefined => {
  const extent = accepted.find(({ length }) => length >= 2 * profile.blockSize);
  return extent && { start: extent.start, length: profile.blockSize };
};

/** What whoever writes to the files of the kernel's mock can do wrong. */
export const mockFmPlans: Readonly<Record<string, PlanOf>> = {
  'offer-offered': offerOffered,
  'offer-accepted': offerAccepted,
  'offer-twice': offerTwice,
  'off-grid': offGrid,
  'same-tag': sameTagTwice,
  'sequence-gap': sequenceGap,
  'one-of-tag': oneOfTag,
  'ask-offered': unchecked((now) => offersIn(now)[0], NOTHING_OFFERED),
  'ask-free': unchecked((now) => freeIn(now, 0, 1)[0], NO_ROOM),
  'ask-part': unchecked(partOf, NOTHING_ACCEPTED),
  'fm-forced': force,
};
