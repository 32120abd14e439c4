import type { DpaRange } from '../device/capacity';
import { PMD } from '../host/checks';
import { counted } from '../units';
import {
  HOST_GOES_ON,
  NO_FM_API,
  NO_REGION,
  NO_ROOM,
  NOTHING_ACCEPTED,
  NOTHING_OFFERED,
  type Act,
  type Move,
} from './move';
import { blockIn, fmCan, freeIn, hostBusy, offersIn, type ProvokeContext } from './now';
import { addRequest, initiateOffer, MOST_ENTRIES, offer, type WishedExtent } from './requests';

/** A request over QMP for one extent of a region that the device has, or has not. */
const requested =
  (
    asked: (now: ProvokeContext, block: number) => { readonly region: number } & WishedExtent,
  ): Move['acts'] =>
  (now) => {
    const request = addRequest(now);
    if (request === undefined) return 'This device takes lines, and no requests over QMP.';
    if (now.ld.regions.length === 0) return NO_REGION;
    const { region, ...extent } = asked(now, blockIn(now));
    return [request(region, [extent])];
  };

/** So many free ranges of region 0, given on; why not, where there are fewer. */
const withFree =
  (
    count: (now: ProvokeContext) => number,
    acts: (ranges: readonly DpaRange[], now: ProvokeContext) => ReturnType<Move['acts']>,
  ): Move['acts'] =>
  (now) => {
    const wanted = count(now);
    const ranges = freeIn(now, 0, wanted);
    return ranges.length < wanted ? NO_ROOM : acts(ranges, now);
  };

function offerTooMany(now: ProvokeContext): ReturnType<Move['acts']> {
  if (!fmCan(now, 0x5604)) return NO_FM_API;
  const [region] = now.ld.regions;
  if (region === undefined) return NO_REGION;
  const { extentLimit } = now.profile;
  const count = Math.max(1, extentLimit - now.used + 1);
  if (count > MOST_ENTRIES)
    return `${count} extents would be needed to pass the limit of ${extentLimit}; one message holds about ${MOST_ENTRIES}.`;
  const range = { start: region.base, length: region.blockSize };
  return [initiateOffer(Array.from({ length: count }, () => range))];
}

/** What a fabric manager can offer wrong. */
export const fmOffers: readonly Move[] = [
  {
    id: 'offer-offered',
    name: 'Offer what is on offer',
    does: 'The fabric manager offers an extent again that waits for an answer.',
    acts(now) {
      const [extent] = offersIn(now);
      return extent === undefined ? NOTHING_OFFERED : offer(now, [extent]);
    },
  },
  {
    id: 'offer-accepted',
    name: 'Offer what is accepted',
    does: 'The fabric manager offers an extent again that the host has accepted.',
    acts(now) {
      const [extent] = now.accepted;
      return extent === undefined ? NOTHING_ACCEPTED : offer(now, [extent]);
    },
  },
  {
    id: 'offer-unaligned',
    name: 'Offer half a block',
    does: 'The fabric manager offers half a block.',
    acts: requested((_, block) => ({ region: 0, offset: 0, length: block / 2 })),
  },
  {
    id: 'offer-past-end',
    name: 'Offer past the end of a region',
    does: 'The fabric manager offers an extent that ends one block behind its region.',
    acts: requested(({ ld }, block) => ({
      region: ld.regions.at(-1)?.index ?? 0,
      offset: (ld.regions.at(-1)?.length ?? 0) - block,
      length: 2 * block,
    })),
  },
  {
    id: 'offer-nowhere',
    name: 'Offer in a region that is not there',
    does: 'The fabric manager names a region behind the last one.',
    acts: requested(({ ld }, block) => ({ region: ld.regions.length, offset: 0, length: block })),
  },
  {
    id: 'offer-twice',
    name: 'Offer blocks twice in one request',
    does: 'The fabric manager offers the same blocks twice, together.',
    acts: withFree(
      () => 1,
      ([range], now) => (range === undefined ? NO_ROOM : offer(now, [range, range])),
    ),
  },
  {
    id: 'offer-policy',
    name: 'Leave the choice to the device',
    does: 'The fabric manager asks with the selection policy “free”.',
    acts(now) {
      if (!now.profile.order.qmpAdd.includes('prescriptive')) return 'This device has no policies.';
      if (now.ld.regions.length === 0) return NO_REGION;
      const extents = [{ offset: 0, length: blockIn(now) }];
      const action = addRequest(now)?.(0, extents, { 'selection-policy': 'free' });
      return action === undefined ? [] : [action];
    },
  },
  {
    id: 'offer-wraps',
    name: 'Offer beyond 64 bits',
    does: 'The fabric manager offers an extent whose end takes more than 64 bits.',
    acts: requested((_, block) => ({
      region: 0,
      offset: 2n ** 64n - BigInt(block),
      length: 2 * block,
    })),
  },
  {
    id: 'offer-nothing',
    name: 'Offer nothing',
    does: 'The fabric manager sends 5604h without extents.',
    acts: (now) => (fmCan(now, 0x5604) ? [initiateOffer([])] : NO_FM_API),
  },
  {
    id: 'offer-too-many',
    name: 'Offer more than the limit',
    does: 'The fabric manager sends 5604h with one extent more than the device supports.',
    acts: offerTooMany,
  },
  {
    id: 'lose-closing',
    name: 'Lose the closing record',
    does: 'The fabric manager offers together one extent more than the event log has room for.',
    acts: withFree(
      ({ room }) => room + 1,
      (ranges, now) => offer(now, ranges),
    ),
  },
  {
    id: 'fill-log',
    name: 'Fill the event log',
    does: 'The fabric manager offers, one by one, one extent more than the event log has room for.',
    acts: withFree(
      ({ room }) => room + 1,
      (ranges, now) => ranges.flatMap((range) => offer(now, [range])),
    ),
  },
  {
    id: 'glue-chain',
    name: 'Offer again after a lost record',
    does: 'The fabric manager offers more than the event log has room for, and again once Linux has read the log.',
    acts(now) {
      const busy = hostBusy(now);
      if (busy !== undefined) return busy;
      if (!now.profile.chainsRecords) return 'This device does not chain the records of a request.';
      const ranges = freeIn(now, 0, now.room + 2);
      if (ranges.length < now.room + 2) return NO_ROOM;
      const [first, last] = [ranges.slice(0, -1), ranges.slice(-1)];
      return [...offer(now, first), HOST_GOES_ON, ...offer(now, last), HOST_GOES_ON];
    },
  },
  {
    id: 'second-region',
    name: 'Offer in region 1',
    does: 'The fabric manager offers an extent in r1.',
    acts(now) {
      if (now.ld.regions.length < 2) return 'The device has one region only.';
      const range = freeIn(now, 1, 1);
      return range.length === 0 ? NO_ROOM : [...offer(now, range), HOST_GOES_ON];
    },
  },
];

/** Tags of what is tried here. */
const TAG = '5a'.repeat(16);

/** A move with free ranges that an idle Linux host answers, on a device that keeps tags. */
const withTags = (
  count: number,
  acts: (ranges: readonly DpaRange[], now: ProvokeContext) => readonly Act[],
): Move['acts'] =>
  withFree(
    () => count,
    (ranges, now) => {
      if (!now.profile.keepsTags)
        return 'QEMU keeps no tags: choose the device rules of the kernel’s mock.';
      if (now.room < count) return `The event log has no room for ${counted(count, 'record')}.`;
      return hostBusy(now) ?? acts(ranges, now);
    },
  );

/** What only a device with tags, or with small blocks, lets a fabric manager offer. */
export const fmTags: readonly Move[] = [
  {
    id: 'off-grid',
    name: 'Offer what Linux cannot map',
    does: 'The fabric manager offers whole blocks, but less than Linux maps at a time.',
    acts(now) {
      if (blockIn(now) >= PMD)
        return 'A block of this device is as large as what Linux maps at a time.';
      const [range] = freeIn(now, 0, 1);
      if (range === undefined) return NO_ROOM;
      const half = { start: range.start, length: PMD / 2, tag: TAG };
      return hostBusy(now) ?? [...offer(now, [half]), HOST_GOES_ON];
    },
  },
  {
    id: 'same-tag',
    name: 'Offer the same tag twice',
    does: 'The fabric manager offers an extent, and another under the same tag once Linux has answered.',
    acts: withTags(2, (ranges, now) =>
      ranges.flatMap((range): readonly Act[] => [
        ...offer(now, [{ ...range, tag: TAG }]),
        HOST_GOES_ON,
      ]),
    ),
  },
  {
    id: 'sequence-gap',
    name: 'Leave a gap in the sequence',
    does: 'The fabric manager offers a shared allocation with the numbers 0 and 2.',
    acts(now) {
      const made = numbered(now);
      return typeof made === 'string' || now.device.config.sharable === true
        ? made
        : 'The region is not sharable.';
    },
  },
];

const numbered = withTags(2, (ranges, now) => [
  ...offer(
    now,
    ranges.map((range, i) => ({ ...range, tag: TAG, sharedSeq: 2 * i })),
  ),
  HOST_GOES_ON,
]);
