import { expect, test } from 'vitest';
import type { PageView } from '../model/view/page';
import { abilities } from '../model/testing/told-of-page';
import { add, next } from '../model/testing/run';
import { scenesOf } from '../model/testing/scene';
import { pageView } from '../model/view/page-view';
import { changesBetween } from './slices';

const [first, second] = scenesOf({ twin: 'linux-v11' }, [add([[0, 2 ** 21]]), next]).map((scene) =>
  pageView(scene, abilities),
);
if (first === undefined || second === undefined) throw new Error('a run has two steps');

test('a page that was not sent yet is sent whole', () => {
  expect(changesBetween(undefined, first)).toEqual({ slices: first });
});

test('of a page that is the same nothing is sent', () => {
  expect(changesBetween(first, first)).toEqual({ slices: {} });
});

test('slices that differ are sent, and no others', () => {
  const { slices } = changesBetween(first, second);
  expect(Object.keys(slices)).toEqual(expect.arrayContaining(['run', 'outcome', 'device']));
  for (const [name, slice] of Object.entries(slices)) {
    expect(slice).toEqual(second[name as keyof PageView]);
    expect(slice).not.toEqual(first[name as keyof PageView]);
  }
});

test('of the rows of steps only those after the first that differs are sent', () => {
  const [row, other] = first.steps;
  if (row === undefined || other === undefined) throw new Error('a run has two rows');
  const changed = { ...other, step: 99 };
  const told = (steps: PageView['steps']) =>
    changesBetween({ ...first, steps: [row, other] }, { ...first, steps }).steps;
  expect(told([row, changed])).toEqual({ keep: 1, rows: [changed] });
  expect(told([row])).toEqual({ keep: 1, rows: [] });
  expect(told([row, other, changed])).toEqual({ keep: 2, rows: [changed] });
  expect(told([changed])).toBeUndefined();
});
