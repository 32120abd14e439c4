import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { badShapes, type RequestRow } from '../testing/bad-shapes';
import {
  add,
  answerOf,
  askBack,
  changedSlices,
  deviceWith,
  ldIn,
  pendingIn,
  R0,
  R1,
  refusalOf,
  refused,
  run,
  type Range,
} from '../testing/run';
import { MiB } from '../units';

const both: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1'];
const wide = 2n ** 64n;
const ruleOf: Readonly<Record<string, string>> = {
  'extent with 0 length is not allowed': 'not-zero at extents[0].len',
  'extent range is beyond the region end': 'inside-region at extents[0].offset',
};

describe.each(both)('cxl-add-dynamic-capacity on %s', (profile) => {
  const state = deviceWith({
    profile,
    accepted: [[R0 + 64 * MiB, 4 * MiB]],
    pending: [[[R0 + 128 * MiB, 4 * MiB]]],
  });

  const rows: readonly RequestRow[] = [
    ...badShapes,
    [
      'an overlap in the request',
      [
        [0, 4 * MiB],
        [2 * MiB, 4 * MiB],
      ],
      {},
      'duplicate or overlapped extents are detected',
    ],
    [
      'what is accepted',
      [[66 * MiB, 4 * MiB]],
      {},
      'cannot add DPA already accessible to the same LD',
    ],
    ['what is offered', [[126 * MiB, 4 * MiB]], {}, 'cannot add DPA again while still pending'],
    ['region 2 of 2', [[0, 0]], { region: 2 }, 'region id is too large'],
    [
      'an unknown path before the region',
      [],
      { region: 9, path: '/machine/peripheral/other' },
      'Unable to resolve CXL type 3 device',
    ],
    [
      'another policy before the path',
      [],
      { path: 'x', 'selection-policy': 'free' },
      'Selection policy not supported',
    ],
    [
      'the first bad extent, whatever follows',
      [
        [0, 0],
        [0, 1],
      ],
      {},
      'extent with 0 length is not allowed',
    ],
    [
      'what is both accepted and offered, as accepted',
      [[64 * MiB, 128 * MiB]],
      {},
      'cannot add DPA already accessible to the same LD',
    ],
  ];

  test.each(rows)('refuses %s', (_, extents, more, expected) => {
    const text = refused(state, add(extents, more));
    expect(text).toContain(`${expected} qmp-add.`);
    if (extents.length === 1) expect(text).toContain(ruleOf[expected] ?? 'qmp-add.');
  });

  test.each(['contiguous', 'enable-shared-access'])('refuses the policy %s', (policy) => {
    expect(refused(state, add([], { 'selection-policy': policy }))).toBe(
      'Selection policy not supported qmp-add.policy at selection-policy',
    );
  });

  test('refuses a device without regions before it looks at the region', () => {
    const bare = deviceWith({ profile, regions: 0 });
    expect(refused(bare, add([], { region: 9 }))).toBe(
      'No dynamic capacity support from the device qmp-add.dc-support at path',
    );
  });

  test.each(['dcd0', 'cxl-dcd', '/peripheral/cxl-dcd0', 'cxl-dcd0/x'])(
    'does not resolve the path %s',
    (path) => {
      expect(answerOf(run(state, add([], { path })))).toBe('Unable to resolve CXL type 3 device');
    },
  );

  test.each(['cxl-dcd0', 'peripheral/cxl-dcd0', '/machine/peripheral/cxl-dcd0', ''])(
    'resolves the path %j',
    (path) => {
      expect(answerOf(run(state, add([], { path })))).toBe('return');
    },
  );

  test('offers the extents as one group at the end of the queue', () => {
    const result = run(
      state,
      add(
        [
          [4 * MiB, 2 * MiB],
          [0, 4 * MiB],
        ],
        { region: 1 },
      ),
    );
    expect(answerOf(result)).toBe('return');
    expect(pendingIn(result.state)).toEqual([
      ['18000000+400000'],
      ['30400000+200000', '30000000+400000'],
    ]);
    expect(changedSlices(state, result.state)).toEqual([
      'pending',
      'pendingByAddress',
      'eventLogs',
    ]);
  });

  test('succeeds silently without extents', () => {
    const result = run(state, add([]));
    expect([answerOf(result), changedSlices(state, result.state)]).toEqual(['return', []]);
  });

  test('does not ask whether the limit allows the extents', () => {
    const many = Array.from({ length: 128 }, (_, i): Range => [i * 4 * MiB, 2 * MiB]);
    const fresh = deviceWith({ profile, dcMiB: 3072, regions: 1 });
    const more = [0, 512, 1024, 1536, 2048].map((from) =>
      add(many.map(([offset, length]): Range => [Number(offset) + from * MiB, length])),
    );
    expect(ldIn(run(fresh, ...more).state).pendingCount).toBe(640);
  });
});

describe('an offset near 2^64', () => {
  const hostile: readonly Range[] = [[wide - BigInt(2 * MiB), 4 * MiB]];

  test.each([
    ['add', add(hostile), 'qmp-add'],
    ['release', askBack(hostile), 'qmp-release'],
    ['add, written as a negative number', add([[-2 * MiB, 2 * MiB]]), 'qmp-add'],
  ] as const)('crashes QEMU: %s', (_, action, prefix) => {
    const state = deviceWith({ accepted: [[R1, 2 * MiB]] });
    const result = run(state, action);
    expect([answerOf(result), refusalOf(result)]).toEqual([
      'crash',
      `${prefix}.starts-inside at extents[0].offset`,
    ]);
    expect(changedSlices(state, result.state)).toEqual([]);
    expect(result.happenings.at(-1)).toMatchObject({ what: 'crashed' });
  });

  test.each([
    [512 * MiB - 2 * MiB, 'qmp-add.once at extents[0].len'],
    [512 * MiB, 'qmp-add.starts-inside at extents[0].offset'],
  ])('an extent at %i of a region of 512 MiB that wraps to its start: %s', (offset, expected) => {
    expect(refusalOf(run(deviceWith(), add([[offset, wide - BigInt(offset)]])))).toBe(expected);
  });

  test('crashes only once: afterwards nothing can be done', () => {
    const after = run(deviceWith(), add(hostile), add([[0, 2 * MiB]]));
    expect(after.reply).toMatchObject({ kind: 'cannot', what: 'QEMU is gone.' });
  });
});

const refusal = 'extent with 0 length is not allowed';

test.each([
  ['done', add([[0, 2 * MiB]]), { kind: 'qmp' }, undefined],
  ['refused', add([[0, 0]]), { kind: 'qmp', error: { desc: refusal } }, refusal],
  [
    'qmp_capabilities',
    { kind: 'qmp', execute: 'qmp_capabilities', arguments: {} },
    { kind: 'qmp' },
    undefined,
  ],
] as const)(
  'a command is received and answered, and both are told: %s',
  (_, action, reply, error) => {
    const result = run(deviceWith(), action);
    expect(result.reply).toMatchObject(reply);
    const told = result.happenings.filter(({ what }) => what.startsWith('qmp'));
    expect(told.map(({ what }) => what)).toEqual(['qmpReceived', 'qmpReplied']);
    expect(told.map((happening) => ('error' in happening ? happening.error : undefined))).toEqual([
      undefined,
      error,
    ]);
  },
);

test('an unknown command is CommandNotFound', () => {
  const result = run(deviceWith(), { kind: 'qmp', execute: 'cxl-bogus', arguments: {} });
  expect(result.reply).toMatchObject({
    error: { class: 'CommandNotFound', desc: 'The command cxl-bogus has not been found' },
  });
});

test('argument errors come before the policy and name the argument', () => {
  expect(refused(deviceWith(), add([], { region: 256, 'selection-policy': 'free' }))).toBe(
    "Parameter 'region' expects uint8_t qmp.arguments at region",
  );
});
