import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profiles, type ProfileId } from '../device/profiles/profile';
import type { JsonValue } from '../json';
import type { Action } from '../simulation/action';
import { changedSlices, deviceWith, run } from '../testing/run';
import { isTailUnknown } from './inject';
import { knownCommands } from '../qmp-schema/known-commands';

const GiB = 1024;
const sizes: Readonly<Record<string, { readonly dcMiB: number; readonly regions: number }>> = {
  'qemu-v3': { dcMiB: 4 * GiB, regions: 2 },
};
const state = (profile: ProfileId) => deviceWith({ profile, ...sizes[profile] });
const answer = (profile: ProfileId, execute: string, args: JsonValue = {}) =>
  run(state(profile), { kind: 'qmp', execute, arguments: args }).reply;

const qemus: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1', 'qemu-v3'];
const namesOf = (profile: ProfileId): readonly string[] => {
  const { qmpCommands } = profiles[profile];
  return qmpCommands === 'none' ? [] : [...knownCommands[qmpCommands].keys()];
};

describe.each(qemus)('%s', (profile) => {
  test('never says that a command which it has has not been found', () => {
    const names = namesOf(profile);
    expect(names.length).toBeGreaterThan(220);
    for (const name of names) {
      expect(answer(profile, name)).not.toMatchObject({ error: { class: 'CommandNotFound' } });
    }
  });

  test('has not found any other name, and nothing changes', () => {
    const known = new Set(namesOf(profile));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(...known).map((name) => `${name}s`),
        ),
        (name) => {
          fc.pre(!known.has(name));
          const before = state(profile);
          const result = run(before, { kind: 'qmp', execute: name, arguments: {} });
          expect(result.reply).toMatchObject({
            error: { class: 'CommandNotFound', desc: `The command ${name} has not been found` },
          });
          expect(changedSlices(before, result.state)).toEqual([]);
        },
      ),
    );
  });

  test('says of what it would do that it is not modelled, and nothing changes', () => {
    const before = state(profile);
    for (const [execute, args] of [
      ['query-name', {}],
      ['device_add', { driver: 'cxl-type3' }],
      ['object-add', { 'qom-type': 'memory-backend-ram', id: 'm' }],
      ['cxl-inject-poison', { path: 'cxl-dcd0', start: 0, length: 64 }],
      ['block_resize', { device: 5 }],
    ] as const) {
      const result = run(before, { kind: 'qmp', execute, arguments: args });
      expect(result.reply).toEqual({ kind: 'notModelled', execute });
      expect(changedSlices(before, result.state)).toEqual([]);
    }
  });

  test.each([
    ['cxl-inject-poison', {}, "Parameter 'path' is missing"],
    ['object-add', { 'qom-type': 'disk' }, "Parameter 'qom-type' does not accept value 'disk'"],
    ['query-name', { a: 1, b: 2 }, "Parameter 'b' is unexpected"],
    ['qom-set', { property: 'x' }, "Parameter 'path' is missing"],
    ['qmp_capabilities', { zz: 1 }, "Parameter 'zz' is unexpected"],
    [
      'cxl-inject-uncorrectable-errors',
      { path: 'x', errors: [{ type: 'internal', header: [2 ** 32] }] },
      "Parameter 'null' expects uint32_t",
    ],
  ])('refuses %s %o: %s', (execute, args: JsonValue, desc) => {
    expect(answer(profile, execute, args)).toMatchObject({
      kind: 'qmp',
      error: { class: 'GenericError', desc },
      refused: { rule: 'qmp.arguments' },
    });
  });
});

describe('the errors that can be injected', () => {
  // As `query-qmp-schema` of QEMU 11.1.3 lists them.
  const uncorrectable =
    'cache-data-parity cache-address-parity cache-be-parity cache-data-ecc mem-data-parity mem-address-parity mem-be-parity mem-data-ecc reinit-threshold rsvd-encoding poison-received receiver-overflow internal cxl-ide-tx cxl-ide-rx';
  const correctable =
    'cache-data-ecc mem-data-ecc crc-threshold retry-threshold cache-poison-received mem-poison-received physical';
  const refused = (execute: string, args: JsonValue): boolean =>
    JSON.stringify(answer('qemu-11.1', execute, args)).includes('does not accept value');
  const path = 'cxl-dcd0';

  test.each(uncorrectable.split(' '))('%s is one that cannot be corrected', (type) => {
    const inject = 'cxl-inject-uncorrectable-errors';
    expect(refused(inject, { path, errors: [{ type, header: [1] }] })).toBe(false);
    expect(refused(inject, { path, errors: [{ type: `${type}x`, header: [1] }] })).toBe(true);
  });

  test.each(correctable.split(' '))('%s is one that can', (type) => {
    const inject = 'cxl-inject-correctable-error';
    expect(refused(inject, { path, type })).toBe(false);
    expect(refused(inject, { path, type: `${type}x` })).toBe(true);
  });

  test.each(['informational', 'warning', 'failure', 'fatal'])('%s is a log', (log) => {
    const inject = 'cxl-inject-general-media-event';
    expect(refused(inject, { path, log })).toBe(false);
    expect(refused(inject, { path, log: `${log}x` })).toBe(true);
  });
});

describe('the bytes behind a component id', () => {
  const { 'qemu-10.0': ten, 'qemu-11.1': eleven } = profiles;
  const id = (length: number): JsonValue => ({ 'component-id': 'a'.repeat(length) });

  test('are not known on QEMU 11 where it and its closing zero are shorter than sixteen', () => {
    expect([0, 14, 15, 16].map((length) => isTailUnknown(id(length), eleven))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    // Two bytes a letter.
    expect(isTailUnknown({ 'component-id': 'é'.repeat(8) }, eleven)).toBe(false);
  });

  test('are known where there is no id, or another QEMU', () => {
    expect(isTailUnknown({}, eleven)).toBe(false);
    expect(isTailUnknown({ 'component-id': 5 }, eleven)).toBe(false);
    expect(isTailUnknown([], eleven)).toBe(false);
    expect(isTailUnknown(id(3), ten)).toBe(false);
  });
});

const media = { path: 'cxl-dcd0', log: 'fatal', dpa: 0, descriptor: 0, type: 0 };
const event = { ...media, 'transaction-type': 0 };
const inject = 'cxl-inject-general-media-event';

/** The bytes of the record that an injection leaves in the log of fatal events. */
function recordAfter(profile: ProfileId, args: JsonValue): readonly string[] {
  const read: Action = { kind: 'mailbox', opcode: 0x0100, payload: Uint8Array.of(3) };
  const { reply } = run(state(profile), { kind: 'qmp', execute: inject, arguments: args }, read);
  if (reply.kind !== 'mailbox') throw new Error(reply.kind);
  return [...reply.output.subarray(0x20)].map((byte) => byte.toString(16).padStart(2, '0'));
}

describe('an injected media event', () => {
  test('has flags of 8 bits on QEMU 10 and of 32 bits on QEMU 11', () => {
    const desc = "Parameter 'flags' expects uint8_t";
    expect(answer('qemu-10.0', inject, { ...event, flags: 256 })).toMatchObject({
      error: { desc },
    });
    const reply = answer('qemu-11.1', inject, { ...event, flags: 256, 'sub-type': 0 });
    expect(reply).toEqual({ kind: 'qmp' });
  });

  test('with members that only QEMU 11 has is unexpected on QEMU 10', () => {
    expect(answer('qemu-10.0', inject, { ...event, flags: 0, 'head-id': 1 })).toMatchObject({
      error: { desc: "Parameter 'head-id' is unexpected" },
    });
  });

  const eleven = { ...event, flags: 0, 'sub-type': 0 };
  const records: readonly (readonly [ProfileId, JsonValue, string])[] = [
    ['qemu-10.0', { ...event, flags: 255 }, '11=ff'],
    ['qemu-10.0', { ...event, flags: 0, device: 0x12345678 }, '3b=04 3f=78 40=56 41=34'],
    ['qemu-11.1', { ...eleven, flags: 0x12345678 }, '11=78 12=56 13=34'],
    ['qemu-11.1', { ...eleven, 'sub-type': 0x85 }, '56=85'],
    ['qemu-11.1', { ...eleven, 'maint-op-class': 0x11 }, '20=11'],
    ['qemu-11.1', { ...eleven, 'maint-op-subclass': 0x22 }, '11=40 21=22'],
    ['qemu-11.1', { ...eleven, 'ld-id': 0x1234 }, '11=80 22=34 23=12'],
    ['qemu-11.1', { ...eleven, 'head-id': 0x44 }, '12=01 24=44'],
    ['qemu-11.1', { ...eleven, 'is-comp-id-pldm': true }, ''],
    ['qemu-11.1', { ...eleven, 'cme-ev-flags': 0x66 }, '52=66'],
    ['qemu-11.1', { ...eleven, 'cme-count': 0x12345678 }, '38=02 53=78 54=56 55=34'],
    [
      'qemu-11.1',
      { ...eleven, 'is-comp-id-pldm': true, 'component-id': 'aaaaaaaaaaaaaaab' },
      `3b=18 ${Array.from({ length: 16 }, (_, i) => `${(0x42 + i).toString(16)}=${i < 15 ? '61' : '62'}`).join(' ')}`,
    ],
    [
      'qemu-10.0',
      { ...event, flags: 0, 'component-id': 'aaaaaaaaaaaaaaab' },
      `3b=08 ${Array.from({ length: 15 }, (_, i) => `${(0x42 + i).toString(16)}=61`).join(' ')}`,
    ],
  ];

  test.each(records)('on %s with %o becomes the record that QEMU was seen to write', (...row) => {
    const [profile, args, bytes] = row;
    const empty = recordAfter(profile, profile === 'qemu-10.0' ? { ...event, flags: 0 } : eleven);
    const record = recordAfter(profile, args);
    const changed = record.flatMap((byte, at) =>
      byte === empty[at] ? [] : [`${at.toString(16)}=${byte}`],
    );
    expect(changed.join(' ')).toBe(bytes);
  });

  test('that requires maintenance is refused by the informational log of QEMU 11 only', () => {
    const desc = 'Informational event cannot require maintenance';
    const args = { ...event, log: 'informational', flags: 8 };
    expect(answer('qemu-11.1', inject, { ...args, 'sub-type': 0 })).toMatchObject({
      error: { desc },
      refused: { rule: 'qmp.injection', at: 'flags' },
    });
    expect(answer('qemu-11.1', inject, { ...args, 'sub-type': 0, log: 'warning' })).toEqual({
      kind: 'qmp',
    });
    expect(answer('qemu-10.0', inject, args)).toEqual({ kind: 'qmp' });
  });

  test.each([
    ['', 'Unable to resolve path'],
    ['nowhere', 'Unable to resolve path'],
    ['/machine', 'Path does not point to a CXL type 3 device'],
  ])('for the path %j is refused: %s', (path, desc) => {
    const before = state('qemu-10.0');
    const args = { ...event, flags: 0, path };
    const result = run(before, { kind: 'qmp', execute: inject, arguments: args });
    expect(result.reply).toMatchObject({
      error: { desc },
      refused: { rule: 'qmp.injection', at: 'path' },
    });
    expect(changedSlices(before, result.state)).toEqual([]);
  });
});

test('the 2023 series does not take the empty path for the device', () => {
  const extents = [{ offset: 0, len: 2 }];
  const args = { path: '', 'region-id': 0, extents };
  expect(answer('qemu-v3', 'cxl-add-dynamic-capacity', args)).toMatchObject({
    error: { desc: 'Unable to resolve path' },
  });
});
