import { invariant } from '../assert';
import { decode, encode } from '../codec/message';
import {
  withRangesReleased,
  withResponse,
  type Acceptance,
  type DpaRange,
} from '../device/capacity';
import { MAX_REGIONS } from '../device/config';
import { withGeneration, usedExtents, withLd } from '../device/device-state';
import { countOf, extentsByAddress, extentsFrom } from '../device/extent-list';
import type { Profile } from '../device/profiles/profile';
import {
  dcConfigReply,
  dcConfigReplyShort,
  dcConfigReplyV3,
  dcConfigRequest,
  type DcTotals,
} from '../layouts/dc-config';
import { NO_TAG } from '../layouts/dc-extent';
import { dcExtentListReply, dcExtentListRequest } from '../layouts/dc-extent-list';
import { addDcResponse, releaseDc, type UpdatedExtent } from '../layouts/dc-response';
import { dropRung, offeredExtent } from '../rules/add-response';
import { listLadder, regionLadder } from '../rules/dc-queries';
import {
  releaseLadder,
  responseLadder,
  wholeReleaseLadder,
  wholeResponseLadder,
} from '../rules/update-ladders';
import type { UpdateInput } from '../rules/update-list';
import { CAPACITY_UNIT, wrap32 } from '../units';
import {
  checked,
  done,
  keptOfOffer,
  type Command,
  type CommandResult,
  type Context,
} from './command';
import { releaseWhole, respondWhole } from './dc-updates-mock';
import { releaseOneByOne, respondOneByOne } from './dc-updates-v3';

/** Bytes of the head of an extent list, and of each extent in it. */
const LIST_HEAD = 16;
const LIST_EXTENT = 40;

/** How many extents fit the mailbox. */
const extentsAPage = ({ mailboxSize }: Profile): number =>
  Math.floor((mailboxSize - LIST_HEAD) / LIST_EXTENT);

const configReplies = {
  withTotals: dcConfigReply,
  withoutTotals: dcConfigReplyShort,
  v3: dcConfigReplyV3,
} as const;

const getConfig: Command = {
  opcode: 0x4800,
  name: 'Get DC Configuration',
  section: '8.2.9.9.9.1',
  length: 2,
  request: dcConfigRequest,
  usual: () => encode(dcConfigRequest, { regionCount: MAX_REGIONS, startingRegion: 0 }),
  reply: dcConfigReply,
  replyIn: ({ configReply }) => configReplies[configReply],
  ladder: regionLadder,
  run(context, payload) {
    const { device, ld, profile } = context;
    const { regions } = ld;
    const input = { available: regions.length, ...decode(dcConfigRequest, payload).header };
    return checked(context, regionLadder(profile), input, () => {
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
      const encoded = {
        withTotals: () => encode(dcConfigReply, header, items, totals(context)),
        withoutTotals: () => encode(dcConfigReplyShort, header, items),
        v3: () => encode(dcConfigReplyV3, { returned: wanted.length }, items),
      };
      return done(device, encoded[profile.configReply]());
    });
  },
};

function totals({ ld, profile }: Context): DcTotals {
  return {
    extentsSupported: profile.extentLimit,
    extentsAvailable: wrap32(profile.extentLimit - usedExtents(profile, ld)),
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
  usual: (profile) =>
    encode(dcExtentListRequest, { extentCount: extentsAPage(profile), startingIndex: 0 }),
  reply: dcExtentListReply,
  ladder: listLadder,
  refusedWords: ['refuses Get DC Extent List', 'asks for its extents'],
  run(context, payload) {
    const { device, ld, profile } = context;
    const { accepted, generation } = ld;
    const input = {
      accepted: countOf(accepted),
      page: extentsAPage(profile),
      ...decode(dcExtentListRequest, payload).header,
    };
    return checked(context, listLadder(profile), input, () => {
      const returned = pageSize(context, input.extentCount, input.startingIndex);
      const listed = profile.listOrder === 'address' ? extentsByAddress : extentsFrom;
      const real = listed(accepted, input.startingIndex, returned);
      const items = Array.from({ length: returned }, (_, i) => real[i] ?? NO_EXTENT);
      const header = { returned, total: countOf(accepted), generation };
      return done(device, encode(dcExtentListReply, header, items));
    });
  },
};

const NO_EXTENT = { start: 0, length: 0, tag: NO_TAG, sharedSeq: 0 };

/** QEMU 11.1 works the page out from a total that counts offered extents too, and fills it up with zeros. */
function pageSize({ ld, profile }: Context, wanted: number, start: number): number {
  const total = countOf(ld.accepted) + (profile.listsPendingAsZeroRecords ? ld.pendingCount : 0);
  return Math.min(wanted, total - start, extentsAPage(profile));
}

function updateInput(
  { ld, profile }: Context,
  payload: Uint8Array,
  message: typeof addDcResponse,
): UpdateInput {
  const { header, items } = decode(message, payload);
  return {
    profile,
    ld,
    payloadLength: payload.length,
    entryCount: header.entryCount,
    entries: items,
  };
}

type Effect = (context: Context, input: UpdateInput) => CommandResult;

/** The effect of 4802h and 4803h for each kind of update. `instead` runs where a rule turns the command aside. */
const updates: Readonly<
  Record<Profile['updates'], Readonly<Record<'respond' | 'release' | 'instead', Effect>>>
> = {
  allOrNothing: {
    respond: respondTo,
    release: releaseAll,
    instead: (context, input) =>
      checked(context, [dropRung], input, () => respondTo(context, input)),
  },
  oneByOne: {
    respond: respondOneByOne,
    release: releaseOneByOne,
    // The 2023 series does nothing on an empty response.
    instead: ({ device }) => done(device),
  },
  wholeExtents: {
    respond: respondWhole,
    release: releaseWhole,
    instead: () => ({ kind: 'notModelled' }),
  },
};

const addResponse: Command = {
  opcode: 0x4802,
  name: 'Add DC Response',
  section: '8.2.9.9.9.3',
  length: 'variable',
  request: addDcResponse,
  ladder: wholeResponseLadder,
  front: 'request',
  refusedWords: ['refuses the host’s response', 'answers the offer'],
  run(context, payload) {
    const { profile } = context;
    const input = updateInput(context, payload, addDcResponse);
    const { respond, instead } = updates[profile.updates];
    return checked(
      context,
      responseLadder(profile),
      input,
      () => respond(context, input),
      () => instead(context, input),
    );
  },
};

function respondTo({ device, profile, trail }: Context, input: UpdateInput): CommandResult {
  const entries = input.entries.map((entry) => accepting(input, entry));
  const ld = withResponse(input.ld, entries, trail);
  return done(withLd(device, withGeneration(profile, ld, entries.length)));
}

function accepting(input: UpdateInput, entry: UpdatedExtent): Acceptance {
  const offered = offeredExtent(input, entry);
  invariant(offered !== undefined, 'an accepted entry was offered');
  const { tag, sharedSeq } = keptOfOffer(input.profile, offered);
  return { start: Number(entry.start), length: Number(entry.length), offered, tag, sharedSeq };
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
  ladder: wholeReleaseLadder,
  front: 'request',
  refusedWords: ['refuses the release', 'gives capacity back'],
  run(context, payload) {
    const { profile } = context;
    const input = updateInput(context, payload, releaseDc);
    const update = updates[profile.updates];
    return checked(
      context,
      releaseLadder(profile),
      input,
      () => update.release(context, input),
      () => update.instead(context, input),
    );
  },
};

function releaseAll({ device, profile, trail }: Context, input: UpdateInput): CommandResult {
  const ld = withRangesReleased(input.ld, input.entries.map(rangeOf), trail);
  return done(withLd(device, withGeneration(profile, ld, input.entries.length)));
}

/** Command set 48h, Dynamic Capacity. */
export const dcCommands: readonly Command[] = [getConfig, getExtentList, addResponse, release];
