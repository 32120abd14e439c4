import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { badShapes, type RequestRow } from '../testing/bad-shapes';
import {
  answerOf,
  askBack,
  changedSlices,
  deviceWith,
  handlesOf,
  ldIn,
  R0,
  refused,
  run,
} from '../testing/run';
import { MiB } from '../units';

const both: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1'];

describe.each(both)('cxl-release-dynamic-capacity on %s', (profile) => {
  const state = deviceWith({
    profile,
    accepted: [
      [R0, 4 * MiB],
      [R0 + 4 * MiB, 4 * MiB],
    ],
    pending: [[[R0 + 8 * MiB, 4 * MiB]]],
  });

  const rows: readonly RequestRow[] = [
    ...badShapes,
    [
      'a forced removal before the policy',
      [],
      { 'forced-removal': true, 'removal-policy': 'tag-based', path: 'x' },
      'Forced removal not supported yet',
    ],
    [
      'the tag-based policy before the path',
      [],
      { 'removal-policy': 'tag-based', path: 'x' },
      'Removal policy not supported',
    ],
    ['an unknown path', [], { path: 'x', region: 9 }, 'Unable to resolve CXL type 3 device'],
    ['region 2 of 2', [], { region: 2 }, 'region id is too large'],
    [
      'an overlap in the request',
      [
        [0, 4 * MiB],
        [0, 2 * MiB],
      ],
      {},
      'duplicate or overlapped extents are detected',
    ],
    ['what is offered', [[8 * MiB, 4 * MiB]], {}, 'cannot release extent with pending DPA range'],
    [
      'what is partly offered, as offered',
      [[6 * MiB, 4 * MiB]],
      {},
      'cannot release extent with pending DPA range',
    ],
    [
      'what is free',
      [[32 * MiB, 2 * MiB]],
      {},
      'cannot release extent with non-existing DPA range',
    ],
  ];

  test.each(rows)('refuses %s', (_, extents, more, expected) => {
    expect(refused(state, askBack(extents, more))).toContain(`${expected} qmp-release.`);
  });

  test('is only a request: capacity stays, events of type 1 are logged', () => {
    const result = run(state, askBack([[2 * MiB, 4 * MiB]], { 'sanitize-on-release': true }));
    expect(answerOf(result)).toBe('return');
    expect(changedSlices(state, result.state)).toEqual(['eventLogs', 'askedBack']);
    const { records } = ldIn(result.state).eventLogs.dynamicCapacity;
    expect(records.at(-1)).toMatchObject({ type: 1, start: R0 + 2 * MiB, length: 4 * MiB });
  });

  test('may be repeated: every time an event', () => {
    const again = askBack([[0, 4 * MiB]], { 'forced-removal': false });
    const before = handlesOf(state).length;
    expect(handlesOf(run(state, again, again).state).length).toBe(before + 2);
  });
});
