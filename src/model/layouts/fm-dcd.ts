import {
  at,
  hexBytes,
  inHex,
  layout,
  reserved,
  type Read,
  u16,
  u32,
  u64,
  u64Known,
  u8,
} from '../codec/codec';
import { itemsCountedBy, type Message } from '../codec/message';
import { dcExtentLayout } from './dc-extent';

/** FM API, Dynamic Capacity Device management, 5600h to 5605h (CXL r3.1 7.6.7.6). */
const infoReply = layout('Get DCD Info reply', {
  hostCount: at(0x00, u8, 'Number of hosts'),
  regionCount: at(0x01, u8, 'Number of regions'),
  reserved1: at(0x02, reserved(2)),
  addPolicies: at(0x04, u16, 'Capacity selection policies'),
  reserved2: at(0x06, reserved(2)),
  removalPolicies: at(0x08, u16, 'Capacity removal policies'),
  sanitizeMask: at(0x0a, u8, 'Sanitize on release mask'),
  reserved3: at(0x0b, reserved(1)),
  totalCapacity: at(0x0c, u64Known, 'Total dynamic capacity, × 256 MiB'),
  blockSizes0: at(0x14, u64Known, 'Region 0 block sizes'),
  blockSizes1: at(0x1c, u64Known, 'Region 1 block sizes'),
  blockSizes2: at(0x24, u64Known, 'Region 2 block sizes'),
  blockSizes3: at(0x2c, u64Known, 'Region 3 block sizes'),
  blockSizes4: at(0x34, u64Known, 'Region 4 block sizes'),
  blockSizes5: at(0x3c, u64Known, 'Region 5 block sizes'),
  blockSizes6: at(0x44, u64Known, 'Region 6 block sizes'),
  blockSizes7: at(0x4c, u64Known, 'Region 7 block sizes'),
});

export const dcdInfoReply: Message<Read<typeof infoReply>> = {
  name: 'Get DCD Info reply',
  header: infoReply,
};

const configRequest = layout('Get Host DC Region Configuration request', {
  host: at(0x00, u16, 'Host ID'),
  regionCount: at(0x02, u8),
  startingRegion: at(0x03, u8),
});

const configHead = layout('Get Host DC Region Configuration reply', {
  host: at(0x00, u16, 'Host ID'),
  available: at(0x02, u8, 'Regions available'),
  returned: at(0x03, u8, 'Regions returned'),
});

const configRegion = layout('Region', {
  base: at(0x00, inHex(u64Known), 'base DPA'),
  decodeLength: at(0x08, u64Known, 'decode length, × 256 MiB'),
  length: at(0x10, inHex(u64Known), 'length'),
  blockSize: at(0x18, inHex(u64Known), 'block size'),
  flags: at(0x20, u8, 'flags'),
  reserved1: at(0x21, reserved(3)),
  sanitize: at(0x24, u8, 'sanitize on release'),
  reserved2: at(0x25, reserved(3)),
});

const configTrailer = layout('Totals', {
  extentsSupported: at(0x00, u32),
  extentsAvailable: at(0x04, u32),
  tagsSupported: at(0x08, u32),
  tagsAvailable: at(0x0c, u32),
});

export const hostRegionRequest: Message<Read<typeof configRequest>> = {
  name: 'Get Host DC Region Configuration request',
  header: configRequest,
};

export const hostRegionReply: Message<
  Read<typeof configHead>,
  Read<typeof configRegion>,
  Read<typeof configTrailer>
> = {
  name: 'Get Host DC Region Configuration reply',
  header: configHead,
  items: itemsCountedBy('returned', configHead, { name: 'regions', layout: configRegion }),
  trailer: configTrailer,
};

const setConfig = layout('Set DC Region Configuration request', {
  region: at(0x00, u8, 'Region'),
  reserved1: at(0x01, reserved(3)),
  blockSize: at(0x04, u64, 'Block size'),
  flags: at(0x0c, u8, 'Flags (bit 0 sanitize on release)'),
  reserved2: at(0x0d, reserved(3)),
});

export const setRegionRequest: Message<Read<typeof setConfig>> = {
  name: 'Set DC Region Configuration request',
  header: setConfig,
};

const listRequest = layout('Get DC Region Extent Lists request', {
  host: at(0x00, u16, 'Host ID'),
  reserved: at(0x02, reserved(2)),
  extentCount: at(0x04, u32),
  startingIndex: at(0x08, u32),
});

const listHead = layout('Get DC Region Extent Lists reply', {
  host: at(0x00, u16, 'Host ID'),
  reserved1: at(0x02, reserved(2)),
  startingIndex: at(0x04, u32),
  returned: at(0x08, u32, 'Extents returned'),
  total: at(0x0c, u32, 'Total extents'),
  generation: at(0x10, u32, 'Extent list generation number'),
  reserved2: at(0x14, reserved(4)),
});

export const extentListsRequest: Message<Read<typeof listRequest>> = {
  name: 'Get DC Region Extent Lists request',
  header: listRequest,
};

export const extentListsReply: Message<Read<typeof listHead>, Read<typeof dcExtentLayout>> = {
  name: 'Get DC Region Extent Lists reply',
  header: listHead,
  items: itemsCountedBy('returned', listHead, { name: 'extents', layout: dcExtentLayout }),
};

const initiate = layout('Initiate request', {
  host: at(0x00, u16, 'Host ID'),
  policy: at(0x02, u8, 'Policy and flags'),
  region: at(0x03, u8, 'Region'),
  length: at(0x04, u64, 'Length'),
  tag: at(0x0c, hexBytes(16), 'Tag'),
  extentCount: at(0x1c, u32),
});

const initiateExtent = layout('Extent', {
  start: at(0x00, u64, 'start DPA'),
  length: at(0x08, u64, 'length'),
  tag: at(0x10, hexBytes(16), 'tag'),
  sharedSeq: at(0x20, u16, 'shared extent sequence'),
  extentReserved: at(0x22, hexBytes(6), 'extent reserved'),
});

export type InitiateExtent = Read<typeof initiateExtent>;

const initiateMessage = (name: string): Message<Read<typeof initiate>, InitiateExtent> => ({
  name,
  header: initiate,
  items: itemsCountedBy('extentCount', initiate, { name: 'extents', layout: initiateExtent }),
});

export const initiateAdd = initiateMessage('Initiate Dynamic Capacity Add request');
export const initiateRelease = initiateMessage('Initiate Dynamic Capacity Release request');

const limit = layout('Response Message Limit', { limit: at(0x00, u8, 'log2 of the limit') });

export const responseLimit: Message<Read<typeof limit>> = {
  name: 'Response Message Limit',
  header: limit,
};

const identity = layout('Identify reply', {
  vendor: at(0x00, u16, 'PCI vendor'),
  device: at(0x02, u16, 'PCI device'),
  subsystemVendor: at(0x04, u16, 'PCI subsystem vendor'),
  subsystem: at(0x06, u16, 'PCI subsystem'),
  serial: at(0x08, u64, 'Serial number'),
  messageLimit: at(0x10, u8, 'log2 of the message limit'),
  componentType: at(0x11, u8, 'Component type'),
});

/** Identify, 0001h (CXL r3.1 8.2.9.1.1). */
export const identifyComponent: Message<Read<typeof identity>> = {
  name: 'Identify reply',
  header: identity,
};
