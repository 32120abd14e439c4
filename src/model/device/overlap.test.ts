import { expect, test } from 'vitest';
import { emptyMock, inject, LEN, BASE } from '../testing/mock';
import { giveBack, respond, run, type Range } from '../testing/run';

/** Bytes a block of the mock. */
const BLOCK = 512;

const first: Range = [BASE, LEN];
const beside: Range = [BASE + LEN, LEN];
const over: Range = [BASE + LEN / 2, LEN];

const release = (...accepted: readonly Range[]) => {
  const offered = run(emptyMock, ...accepted.flatMap((range) => [inject(range), respond([range])]));
  return run(offered.state, giveBack([first])).happenings;
};

test('what is given back clears its blocks and touches none beside it', () => {
  const changed = release(first, beside).filter(({ what }) => what.startsWith('blocks'));
  expect(changed).toMatchObject([{ what: 'blocksCleared', first: 0, count: LEN / BLOCK }]);
});

test('blocks that another extent has too stay backed', () => {
  const changed = release(first, over).filter(({ what }) => what.startsWith('blocks'));
  expect(changed).toMatchObject([
    { what: 'blocksCleared', first: 0, count: LEN / BLOCK },
    { what: 'blocksBacked', first: LEN / 2 / BLOCK, count: LEN / BLOCK },
  ]);
});
