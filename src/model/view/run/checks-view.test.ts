import { expect, test } from 'vitest';
import { timelineOf } from '../../simulation/run/timeline';
import { expecting, offer } from '../../testing/expecting';
import { TAG_A } from '../../testing/mock';
import { next, R0 } from '../../testing/run';
import { MiB } from '../../units';
import { checksView } from './checks-view';

const run = timelineOf(
  expecting(
    [offer, next, next, next, next],
    [
      { step: 1, expects: [{ reply: 'return', hostExtents: [] }] },
      {
        step: 5,
        expects: [
          { accepted: [[R0, 128 * MiB, TAG_A]], pending: 0 },
          { sent: { '4802': 1, '4803': 2 } },
        ],
      },
    ],
  ),
);

test('the checks of a step are told with what was found, in words', () => {
  expect(checksView(run, 5)).toEqual({
    count: 5,
    failing: 2,
    failingSteps: [5],
    here: [
      {
        ok: false,
        says: 'extents the device has accepted',
        expected: `0x1000_0000 + 128 MiB ${TAG_A}`,
        found: '0x1000_0000 + 128 MiB',
      },
      { ok: true, says: 'offers that wait for a response', expected: '0', found: '0' },
      {
        ok: false,
        says: 'commands sent so far',
        expected: '4802: 1, 4803: 2',
        found: '4802: 1, 4803: 0',
      },
    ],
  });
  expect(checksView(run, 1).here).toEqual([
    { ok: true, says: 'what came back', expected: 'return', found: 'return' },
    { ok: true, says: 'extents the host shows', expected: 'none', found: 'none' },
  ]);
});

test('a step without checks tells which step has some next', () => {
  expect(checksView(run, 2)).toMatchObject({ here: [], next: 5 });
  expect(checksView(timelineOf(expecting([offer])), 1)).toEqual({
    count: 0,
    failing: 0,
    failingSteps: [],
    here: [],
  });
});
