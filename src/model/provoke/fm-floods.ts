import type { DpaRange } from '../device/capacity';
import { counted } from '../view/words/names';
import { fits, freeIn, type Now } from './now';
import { linuxBusy, linuxTakes } from './linux-host';
import {
  granted,
  HOST_GOES_ON,
  logging,
  NO_ROOM,
  planned,
  refused,
  type Plan,
  type Provocation,
} from './provocation';
import { offer } from './requests';

/** Free ranges for one record more than the log has room for. */
function tooMany(now: Now): readonly DpaRange[] | undefined {
  const wanted = now.room + 1;
  const ranges = freeIn(now, 0, wanted);
  return ranges.length === wanted ? ranges : undefined;
}

function loseClosingRecord(now: Now): Plan | string {
  const ranges = tooMany(now);
  if (ranges === undefined) return NO_ROOM;
  const chained = now.profile.chainsRecords && ranges.length > 1;
  const consequence = chained
    ? 'The closing record of the chain is lost: a host that waits for it waits on.'
    : 'The last record is lost: the host is not told of that extent.';
  return planned(
    { kind: 'lost', records: 1 },
    `${counted(ranges.length, 'extent')} in one request, room for ${now.room}. ${consequence}`,
    offer(now, ranges),
  );
}

function fillLog(now: Now): Plan | string {
  const ranges = tooMany(now);
  if (ranges === undefined) return NO_ROOM;
  return planned(
    { kind: 'lost', records: 1 },
    `QMP grants all ${counted(ranges.length, 'request')}; the host is never told of the last one.`,
    ranges.flatMap((range) => offer(now, [range])),
  );
}

function glueToOpenChain(now: Now): Plan | string {
  const busy = linuxBusy(now);
  if (busy !== undefined) return busy;
  if (!now.profile.chainsRecords) return 'This QEMU does not chain the records of a request.';
  const ranges = freeIn(now, 0, now.room + 2);
  const last = ranges.at(-1);
  if (last === undefined || ranges.length < now.room + 2) return NO_ROOM;
  if (!ranges.every((range) => linuxTakes(now, range)))
    return 'The host maps too little of the region.';
  if (!fits(now, 2 * ranges.length)) return 'The device has no room for so many extents.';
  return refused(
    'invalidPhysicalAddress',
    'Linux takes the next offer for the end of the broken chain and answers both at once; it then shows extents that the device does not hold.',
    [...offer(now, ranges.slice(0, -1)), HOST_GOES_ON, ...offer(now, [last]), HOST_GOES_ON],
  );
}

function offerSecondRegion(now: Now): Plan | string {
  const [range] = freeIn(now, 1, 1);
  if (now.ld.regions.length < 2) return 'The device has one region only.';
  if (range === undefined) return NO_ROOM;
  const ask = offer(now, [range]);
  const listens = now.host.regions.some(({ phase }) => phase === 'ready');
  if (listens && linuxBusy(now) === undefined && now.room > 0 && !now.flat)
    return planned(
      { kind: 'declined' },
      'The device offers it; Linux uses region 0 only and refuses it without a word to the fabric manager.',
      [...ask, HOST_GOES_ON],
    );
  const plan = granted('The device offers it; a Linux host would refuse it.', ask);
  return logging(now, 1, plan);
}

/** What a fabric manager can do that the device grants and the host trips over. */
export const fmFloods: readonly Provocation[] = [
  { id: 'lose-closing', name: 'Lose the closing record', plan: loseClosingRecord },
  { id: 'fill-log', name: 'Fill the event log', plan: fillLog },
  { id: 'glue-chain', name: 'Offer again after a lost record', plan: glueToOpenChain },
  { id: 'second-region', name: 'Offer in region 1', plan: offerSecondRegion },
];
