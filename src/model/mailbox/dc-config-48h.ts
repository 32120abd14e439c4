import { invariant } from '../assert';
import { decode, encode } from '../codec/message';
import { released, responded, type Acceptance, type DpaRange } from '../device/capacity';
import { ldOf, usedExtents, withLd } from '../device/device-state';
import { countOf, extentsFrom } from '../device/extent-list';
import {
  dcConfigReply,
  dcConfigReplyV3,
  dcConfigRequest,
  type DcTotals,
} from '../layouts/dc-config';
import { NO_TAG } from '../layouts/dc-extent';
import { dcExtentListReply, dcExtentListRequest } from '../layouts/dc-extent-list';
import { addDcResponse, releaseDc, type UpdatedExtent } from '../layouts/dc-response';
import { addResponseRungs, dropRung, offeredExtent } from '../rules/add-response';
import { listRungs, regionRungs } from '../rules/dc-queries';
import { releaseRungs } from '../rules/release';
import { ladderOf } from '../rules/rule';
import { v3ReleaseRungs, v3ResponseRungs } from '../rules/v3-updates';
import type { UpdateInput } from '../rules/update-list';
import { CAPACITY_UNIT, wrap32 } from '../units';
import { checked, done, type Command, type CommandResult, type Context } from './command';
import { releaseOneByOne, respondOneByOne } from './dc-updates-v3';

/** How many extents fit a mailbox of 2048 bytes. */
const EXTENTS_A_PAGE = 50;

const getConfig: Command = {
  opcode: 0x4800,
  name: 'Get DC Configuration',
  section: '8.2.9.9.9.1',
  length: 2,
  request: dcConfigRequest,
  reply: dcConfigReply,
  replyIn: ({ configTotals }) => (configTotals ? dcConfigReply : dcConfigReplyV3),
  run(context, payload) {
    const { device, profile } = context;
    const { regions } = ldOf(device);
    const input = { available: regions.length, ...decode(dcConfigRequest, payload).header };
    return checked(context, ladderOf(regionRungs, profile.order['4800']), input, () => {
      const wanted = regions.slice(input.startingRegion, input.startingRegion + input.regionCount);
      const header = { available: regions.length, returned: wanted.length };
      const items = wanted.map(({ base, length, blockSize, dsmadHandle }) => ({
        base,
        decodeLength: length / CAPACITY_UNIT,
        length,
        blockSize,
        dsmadHandle,
        flags: 0,
      }));
      return done(
        device,
        profile.configTotals
          ? encode(dcConfigReply, header, items, totals(context))
          : encode(dcConfigReplyV3, { returned: wanted.length }, items),
      );
    });
  },
};

function totals({ device, profile }: Context): DcTotals {
  return {
    extentsSupported: profile.extentLimit,
    extentsAvailable: wrap32(profile.extentLimit - usedExtents(profile, ldOf(device))),
    tagsSupported: profile.tagLimit,
    tagsAvailable: profile.tagLimit,
  };
}

const getExtentList: Command = {
  opcode: 0x4801,
  name: 'Get DC Extent List',
  section: '8.2.9.9.9.2',
  length: 8,
  request: dcExtentListRequest,
  reply: dcExtentListReply,
  run(context, payload) {
    const { device, profile } = context;
    const { accepted } = ldOf(device);
    const input = {
      accepted: countOf(accepted),
      page: EXTENTS_A_PAGE,
      ...decode(dcExtentListRequest, payload).header,
    };
    return checked(context, ladderOf(listRungs, profile.order['4801']), input, () => {
      const returned = pageSize(context, input.extentCount, input.startingIndex);
      const real = extentsFrom(accepted, input.startingIndex, returned);
      const items = Array.from({ length: returned }, (_, i) => real[i] ?? NO_EXTENT);
      const header = { returned, total: countOf(accepted), generation: 0 };
      return done(device, encode(dcExtentListReply, header, items));
    });
  },
};

const NO_EXTENT = { start: 0, length: 0, tag: NO_TAG, sharedSeq: 0 };

/** QEMU 11.1 works the page out from a total that counts offered extents too, and fills it up with zeros. */
function pageSize({ device, profile }: Context, wanted: number, start: number): number {
  const ld = ldOf(device);
  const total = countOf(ld.accepted) + (profile.listsPendingAsZeroRecords ? ld.pendingCount : 0);
  return Math.min(wanted, total - start, EXTENTS_A_PAGE);
}

function updateInput(
  { device, profile }: Context,
  payload: Uint8Array,
  message: typeof addDcResponse,
): UpdateInput {
  const { header, items } = decode(message, payload);
  return {
    profile,
    ld: ldOf(device),
    payloadLength: payload.length,
    entryCount: header.entryCount,
    entries: items,
  };
}

/** The rungs of today and of the 2023 series; the profile names its own. */
const responseRungs = { ...addResponseRungs, ...v3ResponseRungs };
const giveBackRungs = { ...releaseRungs, ...v3ReleaseRungs };

const addResponse: Command = {
  opcode: 0x4802,
  name: 'Add DC Response',
  section: '8.2.9.9.9.3',
  length: 'variable',
  request: addDcResponse,
  run(context, payload) {
    const { device, profile } = context;
    const input = updateInput(context, payload, addDcResponse);
    const flat = profile.updates === 'oneByOne';
    return checked(
      context,
      ladderOf(responseRungs, profile.order['4802']),
      input,
      () => (flat ? respondOneByOne(context, input) : respondTo(context, input)),
      // The 2023 series does nothing on an empty response.
      () =>
        flat ? done(device) : checked(context, [dropRung], input, () => respondTo(context, input)),
    );
  },
};

const respondTo = ({ device, trail }: Context, input: UpdateInput): CommandResult => {
  const entries =
    input.entryCount === 0 ? [] : input.entries.map((entry) => accepting(input, entry));
  return done(withLd(device, responded(input.ld, entries, trail)));
};

function accepting(input: UpdateInput, entry: UpdatedExtent): Acceptance {
  const offered = offeredExtent(input, entry);
  invariant(offered !== undefined, 'an accepted entry was offered');
  return { ...rangeOf(entry), offered };
}

const rangeOf = ({ start, length }: UpdatedExtent): DpaRange => ({
  start: Number(start),
  length: Number(length),
});

const release: Command = {
  opcode: 0x4803,
  name: 'Release DC',
  section: '8.2.9.9.9.4',
  length: 'variable',
  request: releaseDc,
  run(context, payload) {
    const { device, profile, trail } = context;
    const input = updateInput(context, payload, releaseDc);
    return checked(context, ladderOf(giveBackRungs, profile.order['4803']), input, () =>
      profile.updates === 'oneByOne'
        ? releaseOneByOne(context, input)
        : done(withLd(device, released(input.ld, input.entries.map(rangeOf), trail))),
    );
  },
};

/** Command set 48h, Dynamic Capacity. */
export const dcCommands: readonly Command[] = [getConfig, getExtentList, addResponse, release];
