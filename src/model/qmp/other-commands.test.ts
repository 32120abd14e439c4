import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profiles, type ProfileId } from '../device/profile';
import type { JsonValue } from '../json';
import { changedSlices, deviceWith, run } from '../testing/run';
import { knownCommands } from './known-commands';

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
    expect(names.length).toBeGreaterThan(230);
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

const media = { path: 'cxl-dcd0', log: 'fatal', dpa: 0, descriptor: 0, type: 0 };
const event = { ...media, 'transaction-type': 0 };
const inject = 'cxl-inject-general-media-event';

describe('an injected media event', () => {
  test('has flags of 8 bits on QEMU 10 and of 32 bits on QEMU 11', () => {
    const desc = "Parameter 'flags' expects uint8_t";
    expect(answer('qemu-10.0', inject, { ...event, flags: 256 })).toMatchObject({
      error: { desc },
    });
    const reply = answer('qemu-11.1', inject, { ...event, flags: 256, 'sub-type': 0 });
    expect(reply).toEqual({ kind: 'qmp' });
  });

  test('with members that only QEMU 11 has is unexpected on QEMU 10, and not modelled on QEMU 11', () => {
    const args = { ...event, flags: 0, 'head-id': 1 };
    expect(answer('qemu-10.0', inject, args)).toMatchObject({
      error: { desc: "Parameter 'head-id' is unexpected" },
    });
    expect(answer('qemu-11.1', inject, { ...args, 'sub-type': 0 })).toEqual({
      kind: 'notModelled',
      execute: inject,
    });
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
      refused: { rule: 'qmp.target', at: 'path' },
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
