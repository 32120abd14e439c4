import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldFacts, Layout } from '../codec/codec';
import { encode, spansOf, type Message } from '../codec/message';
import { dcConfigReply, dcConfigReplyV3, dcConfigRequest } from './dc-config';
import { dcExtentLayout } from './dc-extent';
import { dcExtentListReply, dcExtentListRequest } from './dc-extent-list';
import { addDcResponse, releaseDc } from './dc-response';
import {
  clearEventRecordsRequest,
  dcRecordMessage,
  getEventRecordsReply,
  getEventRecordsRequest,
} from './event-record';
import {
  dcdInfoReply,
  extentListsReply,
  extentListsRequest,
  hostRegionReply,
  hostRegionRequest,
  identifyComponent,
  initiateAdd,
  responseLimit,
  setRegionRequest,
} from './fm-dcd';
import { identifyReply } from './identify';
import { interruptPolicy } from './interrupt-policy';
import { effectsLog, getLogRequest, supportedLogsReply } from './logs';
import { generalMediaRecord } from './media-record';
import {
  clearPoisonRequest,
  injectPoisonRequest,
  partitionReply,
  poisonListReply,
  poisonListRequest,
  securityReply,
} from './memory-device';
import { firmwareReply } from './firmware';
import { timestampMessage } from './timestamp';

type AnyMessage = Message<unknown, unknown, unknown>;

const messages: readonly AnyMessage[] = [
  addDcResponse,
  releaseDc,
  clearEventRecordsRequest,
  clearPoisonRequest,
  dcConfigReply,
  dcConfigReplyV3,
  dcConfigRequest,
  dcdInfoReply,
  dcExtentListReply,
  dcExtentListRequest,
  dcRecordMessage,
  extentListsReply,
  extentListsRequest,
  firmwareReply,
  generalMediaRecord,
  getEventRecordsReply,
  getEventRecordsRequest,
  getLogRequest,
  hostRegionReply,
  hostRegionRequest,
  identifyComponent,
  identifyReply,
  initiateAdd,
  injectPoisonRequest,
  interruptPolicy,
  partitionReply,
  poisonListReply,
  poisonListRequest,
  responseLimit,
  securityReply,
  setRegionRequest,
  supportedLogsReply,
  timestampMessage,
].map((message) => message as AnyMessage);

const parts = (message: AnyMessage): readonly (Layout<unknown> | undefined)[] => [
  message.header,
  message.items?.layout,
  message.trailer,
];

const layouts = [
  ...new Set([dcExtentLayout as Layout<unknown>, effectsLog, ...messages.flatMap(parts)]),
].filter((layout) => layout !== undefined);

describe('a layout has the size of the spec’s table', () => {
  const sizes: readonly (readonly [string, Layout<unknown> | undefined, number])[] = [
    ['Extent', dcExtentLayout, 40],
    ['Event record', dcRecordMessage.header, 0x80],
    ['Get Event Records header', getEventRecordsReply.header, 0x20],
    ['Clear Event Records header', clearEventRecordsRequest.header, 6],
    ['Clear Event Records handle', clearEventRecordsRequest.items?.layout, 2],
    ['Updated extent list header', addDcResponse.header, 8],
    ['Updated extent list entry', addDcResponse.items?.layout, 24],
    ['Release header', releaseDc.header, 8],
    ['Release entry', releaseDc.items?.layout, 24],
    ['Get DC Configuration request', dcConfigRequest.header, 2],
    ['Get DC Configuration header', dcConfigReply.header, 8],
    ['DC region configuration', dcConfigReply.items?.layout, 40],
    ['Get DC Configuration totals', dcConfigReply.trailer, 16],
    ['Get DC Extent List request', dcExtentListRequest.header, 8],
    ['Get DC Extent List header', dcExtentListReply.header, 16],
    ['Identify Memory Device', identifyReply.header, 0x45],
    ['Event interrupt policy', interruptPolicy.header, 5],
    ['Timestamp', timestampMessage.header, 8],
    ['Get DCD Info', dcdInfoReply.header, 84],
    ['Set DC Region Configuration', setRegionRequest.header, 16],
    ['Get DC Region Extent Lists header', extentListsReply.header, 24],
    ['Initiate Dynamic Capacity Add header', initiateAdd.header, 0x20],
    ['Initiate Dynamic Capacity Add extent', initiateAdd.items?.layout, 40],
    ['General media record', generalMediaRecord.header, 0x80],
    ['Get FW Info', firmwareReply.header, 0x50],
    ['Clear Poison', clearPoisonRequest.header, 72],
    ['Get Poison List header', poisonListReply.header, 0x20],
    ['Media error record', poisonListReply.items?.layout, 0x10],
    ['Get Log request', getLogRequest.header, 0x18],
    ['Get Supported Logs header', supportedLogsReply.header, 8],
    ['Get Supported Logs entry', supportedLogsReply.items?.layout, 20],
    ['Command Effects Log entry', effectsLog, 4],
  ];

  test.each(sizes)('%s', (_, layout, size) => {
    expect(layout?.size).toBe(size);
  });
});

const uint = (bits: number): fc.Arbitrary<number> => fc.nat(2 ** bits - 1);
const hexText = (bytes: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((all) => [...all].map((byte) => byte.toString(16).padStart(2, '0')).join(''));

/** Any value of a field's type. */
function valueOf({ type }: FieldFacts): fc.Arbitrary<unknown> {
  if (type.name.startsWith('u64')) {
    const read = type.read(new Uint8Array(8), 0);
    return typeof read === 'bigint' ? fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) : fc.maxSafeNat();
  }
  if (type.name.startsWith('u')) return uint(8 * type.size);
  if (type.name.endsWith('characters')) {
    const letter = fc.integer({ min: 1, max: 127 }).map((code) => String.fromCharCode(code));
    return fc.string({ unit: letter, maxLength: type.size });
  }
  return hexText(type.size);
}

const valuesOf = (layout: Layout<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      layout.fields
        .filter(({ type }) => !type.reserved)
        .map((field) => [field.name, valueOf(field)]),
    ),
    { noNullPrototype: true },
  );

test.each(layouts)('$name: every value survives writing and reading', (layout) => {
  fc.assert(
    fc.property(valuesOf(layout), fc.nat(9), (value, base) => {
      const bytes = new Uint8Array(base + layout.size + 3);
      layout.write(bytes, base, value);
      const outside = [...bytes.subarray(0, base), ...bytes.subarray(base + layout.size)];
      return (
        isDeepStrictEqual(layout.read(bytes, base), value) && outside.every((byte) => byte === 0)
      );
    }),
    { numRuns: 500 },
  );
});

test.each(layouts)('$name: its fields tile it', (layout) => {
  const ends = layout.fields.map(({ offset, type }) => offset + type.size);
  expect(layout.fields.map(({ offset }) => offset)).toEqual([0, ...ends.slice(0, -1)]);
  expect(ends.at(-1)).toBe(layout.size);
});

/** A well-formed payload of the message, then cut or followed by more. */
const payloadsOf = (message: AnyMessage): fc.Arbitrary<Uint8Array> => {
  const items = message.items === undefined ? [] : [message.items.layout];
  const trailer =
    message.trailer === undefined ? fc.constant(undefined) : valuesOf(message.trailer);
  const whole = fc
    .tuple(valuesOf(message.header), fc.array(fc.oneof(...items.map(valuesOf)), { maxLength: 4 }))
    .chain(([header, list]) =>
      trailer.map((last) => encode(message, header, items.length === 0 ? [] : list, last)),
    );
  return fc.tuple(whole, fc.nat(60), fc.nat(60)).map(([bytes, cut, more]) => {
    const payload = new Uint8Array(Math.max(0, bytes.length - cut) + more);
    payload.set(bytes.subarray(0, payload.length));
    return payload;
  });
};

test.each(messages)('$name: spans tile any payload, cut, over-long or random', (message) => {
  const any = fc.oneof(
    payloadsOf(message.items === undefined ? { ...message, items: noItems } : message),
    fc.uint8Array({ maxLength: 300 }),
  );
  fc.assert(
    fc.property(any, (payload) => {
      let end = 0;
      for (const { offset, size } of spansOf(message, payload)) {
        if (offset !== end || size <= 0) return false;
        end += size;
      }
      return end === payload.length;
    }),
    { numRuns: 500 },
  );
});

const noItems = { name: 'handles', layout: effectsLog as Layout<unknown>, count: () => 0 };
