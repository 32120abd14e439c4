import { decode, encode } from '../codec/message';
import { withAskedBack, withOffer } from '../device/capacity';
import { MAX_REGIONS } from '../device/config';
import { usedExtents, withLd } from '../device/device-state';
import { endOf, type Extent } from '../extent';
import { countOf, extentsFrom, firstIn } from '../device/extent-list';
import { dcEventTypes } from '../event-log/event-log';
import { withDcRecords, type EventRange } from '../device/record-events';
import {
  dcdInfoReply,
  extentListsReply,
  extentListsRequest,
  hostRegionReply,
  hostRegionRequest,
  initiateAdd,
  initiateRelease,
  setRegionRequest,
  type InitiateExtent,
} from '../layouts/fm-dcd';
import { initiateAddLadder, initiateReleaseLadder, type InitiateInput } from '../rules/fm-initiate';
import { extentListsLadder, hostRegionsLadder, setRegionLadder } from '../rules/fm-queries';
import { CAPACITY_UNIT, wrap32 } from '../units';
import { checked, done, type Command, type Context } from './command';

const getInfo: Command = {
  opcode: 0x5600,
  name: 'Get DCD Info',
  section: '7.6.7.6.1',
  length: 0,
  reply: dcdInfoReply,
  run({ device, ld: { regions }, profile: { policies } }) {
    const sizes = Array.from({ length: MAX_REGIONS }, (_, i) => regions[i]?.blockSize ?? 0);
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0] = sizes;
    return done(
      device,
      encode(dcdInfoReply, {
        hostCount: 1,
        regionCount: regions.length,
        addPolicies: policies.add,
        removalPolicies: policies.removal,
        sanitizeMask: 0,
        totalCapacity: device.config.dynamicCapacity / CAPACITY_UNIT,
        blockSizes0: s0,
        blockSizes1: s1,
        blockSizes2: s2,
        blockSizes3: s3,
        blockSizes4: s4,
        blockSizes5: s5,
        blockSizes6: s6,
        blockSizes7: s7,
      }),
    );
  },
};

const getHostRegions: Command = {
  opcode: 0x5601,
  name: 'Get Host DC Region Configuration',
  section: '7.6.7.6.2',
  length: 4,
  request: hostRegionRequest,
  usual: () => encode(hostRegionRequest, { host: 0, regionCount: MAX_REGIONS, startingRegion: 0 }),
  reply: hostRegionReply,
  ladder: hostRegionsLadder,
  run(context, payload) {
    const { device, ld, profile } = context;
    const { regions } = ld;
    const { regionCount, startingRegion } = decode(hostRegionRequest, payload).header;
    const input = { available: regions.length, startingRegion };
    return checked(context, hostRegionsLadder, input, () => {
      const wanted = regions.slice(startingRegion, startingRegion + regionCount);
      const header = { host: 0, available: regions.length, returned: wanted.length };
      const items = wanted.map(({ base, length, blockSize }) => ({
        base,
        decodeLength: length / CAPACITY_UNIT,
        length,
        blockSize,
        flags: 0,
        sanitize: 0,
      }));
      const totals = {
        extentsSupported: profile.extentLimit,
        extentsAvailable: wrap32(profile.extentLimit - usedExtents(profile, ld)),
        tagsSupported: profile.tagLimit,
        tagsAvailable: profile.tagLimit,
      };
      return done(device, encode(hostRegionReply, header, items, totals));
    });
  },
};

const setRegion: Command = {
  opcode: 0x5602,
  name: 'Set DC Region Configuration',
  section: '7.6.7.6.3',
  length: 16,
  request: setRegionRequest,
  ladder: setRegionLadder,
  run(context, payload) {
    const { device, ld } = context;
    const input = { ld, ...decode(setRegionRequest, payload).header };
    // The only block size that is allowed is the one there is: nothing ever changes.
    return checked(context, setRegionLadder, input, () => done(device));
  },
};

const getExtentLists: Command = {
  opcode: 0x5603,
  name: 'Get DC Region Extent Lists',
  section: '7.6.7.6.4',
  length: 12,
  request: extentListsRequest,
  usual: ({ fmExtentsAPage: extentCount }) =>
    encode(extentListsRequest, { host: 0, extentCount, startingIndex: 0 }),
  reply: extentListsReply,
  ladder: extentListsLadder,
  run(context, payload) {
    const { device, profile } = context;
    const { accepted, generation } = context.ld;
    const { host, extentCount, startingIndex } = decode(extentListsRequest, payload).header;
    const total = countOf(accepted);
    return checked(context, extentListsLadder, { host, startingIndex, accepted: total }, () => {
      const returned = Math.min(extentCount, profile.fmExtentsAPage);
      const items = extentsFrom(accepted, startingIndex, returned);
      const header = { host: 0, startingIndex, returned: items.length, total, generation };
      return done(device, encode(extentListsReply, header, items));
    });
  },
};

function initiateInput(
  { ld, profile }: Context,
  payload: Uint8Array,
  message: typeof initiateAdd,
): InitiateInput {
  const { header, items } = decode(message, payload);
  return {
    profile,
    ld,
    payloadLength: payload.length,
    entryCount: header.extentCount,
    entries: items,
    policy: header.policy,
    extents: items,
  };
}

type Range = Omit<EventRange, 'extent'>;

const rangeOf = (extent: InitiateExtent): Range => ({
  start: Number(extent.start),
  length: Number(extent.length),
  tag: extent.tag,
  sharedSeq: extent.sharedSeq,
  extentReserved: extent.extentReserved,
});

/** What the event record says of a range: which extent it belongs to is for us only. */
const eventOf = (range: Range, extent: Extent | undefined): EventRange => ({
  extent: extent?.id ?? 0,
  start: range.start,
  length: range.length,
  tag: range.tag,
  sharedSeq: range.sharedSeq,
  extentReserved: range.extentReserved,
});

const initiateAddCommand: Command = {
  opcode: 0x5604,
  name: 'Initiate Dynamic Capacity Add',
  section: '7.6.7.6.5',
  length: 'variable',
  request: initiateAdd,
  ladder: initiateAddLadder,
  refusedWords: ['refuses to offer', 'asks to add'],
  run(context, payload) {
    const { device, clock, trail } = context;
    const input = initiateInput(context, payload, initiateAdd);
    return checked(context, initiateAddLadder, input, () => {
      const ranges = input.extents.map(rangeOf);
      const { ld, group } = withOffer(input.ld, ranges, trail);
      const events = ranges.map((range, i) => eventOf(range, group.extents[i]));
      const request = { ld: ld.id, type: dcEventTypes.add, hostId: 0, ranges: events };
      return done(withDcRecords(withLd(device, ld), clock, request, trail));
    });
  },
};

const initiateReleaseCommand: Command = {
  opcode: 0x5605,
  name: 'Initiate Dynamic Capacity Release',
  section: '7.6.7.6.6',
  length: 'variable',
  request: initiateRelease,
  ladder: initiateReleaseLadder,
  refusedWords: ['refuses to ask back', 'asks to release'],
  run(context, payload) {
    const { device, clock, trail } = context;
    const input = initiateInput(context, payload, initiateRelease);
    return checked(context, initiateReleaseLadder, input, () => {
      const ranges = input.extents.map(rangeOf);
      const ld = withAskedBack(input.ld, ranges, trail);
      const events = ranges.map((range) =>
        eventOf(range, firstIn(ld.accepted, range.start, endOf(range))),
      );
      const request = { ld: ld.id, type: dcEventTypes.release, hostId: 0, ranges: events };
      return done(withDcRecords(withLd(device, ld), clock, request, trail));
    });
  },
};

/** Command set 56h, Dynamic Capacity management by a fabric manager. */
export const fmDcdCommands: readonly Command[] = [
  getInfo,
  getHostRegions,
  setRegion,
  getExtentLists,
  initiateAddCommand,
  initiateReleaseCommand,
];
