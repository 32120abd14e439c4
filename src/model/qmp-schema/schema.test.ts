import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addSchema, checkCommand, releaseSchema, type CommandSchema } from './schema';
import { readJsonSequence } from '../interop/json-text';
import type { JsonObject, JsonValue } from '../json';
import { deviceWith, run } from '../testing/run';

interface Step {
  readonly name: string;
  readonly args: JsonObject;
  readonly error: { readonly class: string; readonly desc: string };
}

/** The steps a trace holds, read by our own reader: JSON.parse would round 2^64. */
function stepsOf(version: string): readonly Step[] {
  const file = new URL(`../conformance/traces/${version}/qmp-schema-errors.json`, import.meta.url);
  const read = readJsonSequence(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const trace = read.values[0]?.value as { steps: { op: string; result: object }[] };
  return trace.steps
    .filter(({ op }) => op === 'qmp')
    .map((step) => ({ ...step, ...step.result }) as unknown as Step);
}

/** Refused by the device, not by the schema. */
const beyondSchema = 'dpa or len is not aligned to region block size';

describe.each(['10.0.2', '11.1.3'])('QEMU %s', (version) => {
  const steps = stepsOf(version);

  test('has the steps we think it has', () => {
    expect(steps).toHaveLength(35);
    expect(steps.filter(({ error }) => error.desc === beyondSchema)).toHaveLength(1);
  });

  test.each(steps)('$error.desc', ({ name, args, error }) => {
    const state = deviceWith({ profile: version === '10.0.2' ? 'qemu-10.0' : 'qemu-11.1' });
    const { reply } = run(state, { kind: 'qmp', execute: name, arguments: args });
    expect(reply).toMatchObject({ kind: 'qmp', error });
  });
});

const path = '/machine/peripheral/cxl-dcd0';
const usual = { path, 'host-id': 0, 'selection-policy': 'prescriptive', region: 1 };
const checkedAs = (schema: CommandSchema, args: JsonObject) => checkCommand(schema.command, args);
const descOf = (args: JsonObject): string | undefined => {
  const checked = checkedAs(addSchema, args);
  return checked?.ok === false ? checked.desc : undefined;
};

describe('arguments', () => {
  test('become typed values, u64 as bigint', () => {
    const args = {
      path,
      'host-id': 65535,
      'removal-policy': 'tag-based',
      'forced-removal': true,
      'sanitize-on-release': false,
      region: 255,
      tag: '',
      extents: [
        { offset: 0, len: 2 ** 21 },
        { len: 18446744073709551615n, offset: -1 },
      ],
    };
    expect(checkedAs(releaseSchema, args)).toEqual({
      ok: true,
      verb: 'release',
      value: {
        path,
        hostId: 65535,
        policy: 'tag-based',
        forcedRemoval: true,
        sanitizeOnRelease: false,
        region: 255,
        tag: '',
        extents: [
          { offset: 0n, length: 2097152n },
          { offset: 2n ** 64n - 1n, length: 2n ** 64n - 1n },
        ],
      },
    });
  });

  test('left out stay left out', () => {
    expect(checkedAs(addSchema, { ...usual, extents: [] })).toEqual({
      ok: true,
      verb: 'add',
      value: { path, hostId: 0, policy: 'prescriptive', region: 1, extents: [] },
    });
  });

  test.each([
    [{}, "Parameter 'path' is missing"],
    [{ path: null }, "Invalid parameter type for 'path', expected: string"],
    [{ ...usual, tag: null }, "Invalid parameter type for 'tag', expected: string"],
    [{ ...usual, region: 2n ** 64n }, "Parameter 'region' expects uint64"],
    [{ ...usual, region: 2n ** 64n - 1n }, "Parameter 'region' expects uint8_t"],
    [{ ...usual, region: -(2n ** 63n) }, "Parameter 'region' expects uint8_t"],
    [{ ...usual, region: -(2n ** 63n) - 1n }, "Parameter 'region' expects uint64"],
    [{ ...usual, region: 2 ** 60 }, "Parameter 'region' expects uint64"],
  ])('%o: %s', (args: JsonObject, desc) => {
    expect(descOf(args)).toBe(desc);
  });

  test('are looked at in schema order, strangers last, extents one after another', () => {
    const extents = [{ offset: 0, len: 0, x: 1 }, 5];
    expect(descOf({ stranger: 1, region: 'x', 'host-id': 'x', path })).toBe(
      "Parameter 'host-id' expects uint64",
    );
    expect(descOf({ stranger: 1, ...usual, extents })).toBe(
      "Parameter 'extents[0].x' is unexpected",
    );
    expect(descOf({ stranger: 1, ...usual, extents: [] })).toBe(
      "Parameter 'stranger' is unexpected",
    );
    expect(
      descOf({
        ...usual,
        extents: [
          { offset: 0, len: 0 },
          { len: 0, x: 1 },
        ],
      }),
    ).toBe("Parameter 'extents[1].offset' is missing");
  });

  test('problems name the member', () => {
    expect(checkedAs(addSchema, { ...usual, extents: [{ offset: 0 }] })).toMatchObject({
      at: 'extents[0].len',
    });
  });

  test('every integer from -2^63 to 2^64-1 passes as an offset, and no other', () => {
    const ends: readonly (readonly [bigint, bigint | undefined])[] = [
      [-(2n ** 63n) - 1n, undefined],
      [-(2n ** 63n), 2n ** 63n],
      [-1n, 2n ** 64n - 1n],
      [0n, 0n],
      [2n ** 64n - 1n, 2n ** 64n - 1n],
      [2n ** 64n, undefined],
    ];
    for (const [offset, read] of ends) {
      const checked = checkedAs(addSchema, { ...usual, extents: [{ offset, len: 1 }] });
      expect(checked?.ok === true ? checked.value.extents[0]?.offset : undefined).toBe(read);
    }
  });
});

test('an unknown command is told before its arguments, after their shape', () => {
  const replyTo = (args: JsonValue) =>
    run(deviceWith(), { kind: 'qmp', execute: 'nonsense', arguments: args }).reply;
  expect(replyTo({ x: 1 })).toMatchObject({
    error: { class: 'CommandNotFound', desc: 'The command nonsense has not been found' },
  });
  for (const args of [5, null, []]) {
    expect(replyTo(args)).toMatchObject({
      error: {
        class: 'GenericError',
        desc: "QMP input member 'arguments' must be an object",
      },
    });
  }
});
