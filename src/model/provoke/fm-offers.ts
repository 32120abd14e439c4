import type { Extent } from '../extent';
import { extentLabel, regionLabel } from '../view/words/names';
import { fits, fmCan, freeIn, offersIn, type Now } from './now';
import {
  crash,
  granted,
  logging,
  NO_FM_API,
  NO_ROOM,
  NOTHING_ACCEPTED,
  NOTHING_OFFERED,
  overLimit,
  refused,
  refusedWith,
  type Plan,
  type Provocation,
} from './provocation';
import { addRequest, initiateOffer, offer } from './requests';

const NO_REGION = 'The device has no region.';

/** A request over what is taken already: today's QEMU looks, the 2023 series does not. */
function overlapping(now: Now, extent: Extent, state: string, desc: string): Plan {
  const acts = offer(now, [extent]);
  const name = extentLabel(extent.id);
  if (now.profile.order.qmpAdd.includes('addable'))
    return refusedWith(desc, `${name} is ${state}.`, acts);
  const plan = granted(`This QEMU does not look for overlaps: ${name} is offered again.`, acts);
  return logging(now, 1, plan);
}

function offerOffered(now: Now): Plan | string {
  const [extent] = offersIn(now);
  return extent === undefined
    ? NOTHING_OFFERED
    : overlapping(now, extent, 'on offer', 'cannot add DPA again while still pending');
}

function offerAccepted(now: Now): Plan | string {
  const [extent] = now.accepted;
  return extent === undefined
    ? NOTHING_ACCEPTED
    : overlapping(now, extent, 'accepted', 'cannot add DPA already accessible to the same LD');
}

function offerUnaligned(now: Now): Plan | string {
  const [region] = now.ld.regions;
  if (region === undefined) return NO_REGION;
  return refusedWith('dpa or len is not aligned to region block size', 'half a block is offered.', [
    addRequest(now)(0, [{ offset: 0, length: region.blockSize / 2 }]),
  ]);
}

function offerPastEnd(now: Now): Plan | string {
  const region = now.ld.regions.at(-1);
  if (region === undefined) return NO_REGION;
  const { index, length, blockSize } = region;
  return refusedWith(
    'extent range is beyond the region end',
    `the extent ends one block after ${regionLabel(index)}.`,
    [addRequest(now)(index, [{ offset: length - blockSize, length: 2 * blockSize }])],
  );
}

function offerWrapping(now: Now): Plan | string {
  const [region] = now.ld.regions;
  if (region === undefined) return NO_REGION;
  const offset = 2n ** 64n - BigInt(region.blockSize);
  return crash(
    'offset + len leaves 64 bits and comes out small, so the range check passes and the bitmap is read far outside.',
    [addRequest(now)(0, [{ offset, length: 2 * region.blockSize }])],
  );
}

function offerNowhere(now: Now): Plan | string {
  const [region] = now.ld.regions;
  if (region === undefined) return NO_REGION;
  const index = now.ld.regions.length;
  return refusedWith('region id is too large', `regions count from 0, there is no r${index}.`, [
    addRequest(now)(index, [{ offset: 0, length: region.blockSize }]),
  ]);
}

function offerTwiceInOne(now: Now): Plan | string {
  const [range] = freeIn(now, 0, 1);
  if (range === undefined) return NO_ROOM;
  return refusedWith(
    'duplicate or overlapped extents are detected',
    'one request names the same blocks twice.',
    offer(now, [range, range]),
  );
}

function offerByPolicy(now: Now): Plan | string {
  if (!now.profile.order.qmpAdd.includes('prescriptive')) return 'This QEMU has no policies.';
  const [region] = now.ld.regions;
  if (region === undefined) return NO_REGION;
  const extents = [{ offset: 0, length: region.blockSize }];
  return refusedWith(
    'Selection policy not supported',
    'QEMU places nothing itself, the policy must be prescriptive.',
    [addRequest(now)(0, extents, { 'selection-policy': 'free' })],
  );
}

function offerNothing(now: Now): Plan | string {
  if (!fmCan(now, 0x5604)) return NO_FM_API;
  const acts = [initiateOffer([])];
  return fits(now, 0)
    ? crash('a group without extents is a null pointer in its queue.', acts)
    : refused('resourcesExhausted', 'more extents are in use than the device supports.', acts);
}

/** Extents that one message of the FM API holds, roughly. */
const MOST = 80;

function offerTooMany(now: Now): Plan | string {
  if (!fmCan(now, 0x5604)) return NO_FM_API;
  const [region] = now.ld.regions;
  if (region === undefined) return NO_REGION;
  const { extentLimit } = now.profile;
  const count = Math.max(1, extentLimit - now.used + 1);
  if (count > MOST)
    return `${count} extents would be needed to pass the limit of ${extentLimit}; one message holds about ${MOST}.`;
  const range = { start: region.base, length: region.blockSize };
  return overLimit(now, [initiateOffer(Array.from({ length: count }, () => range))]);
}

/** What a fabric manager can do wrong when it offers capacity. */
export const fmOffers: readonly Provocation[] = [
  { id: 'offer-offered', name: 'Offer what is on offer', plan: offerOffered },
  { id: 'offer-accepted', name: 'Offer what is accepted', plan: offerAccepted },
  { id: 'offer-unaligned', name: 'Offer half a block', plan: offerUnaligned },
  { id: 'offer-past-end', name: 'Offer past the end of a region', plan: offerPastEnd },
  { id: 'offer-nowhere', name: 'Offer in a region that is not there', plan: offerNowhere },
  { id: 'offer-twice', name: 'Offer blocks twice in one request', plan: offerTwiceInOne },
  { id: 'offer-policy', name: 'Leave the choice to the device', plan: offerByPolicy },
  { id: 'offer-wraps', name: 'Offer beyond 64 bits', plan: offerWrapping },
  { id: 'offer-nothing', name: 'Offer nothing', plan: offerNothing },
  { id: 'offer-too-many', name: 'Offer more than the limit', plan: offerTooMany },
];
