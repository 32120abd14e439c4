import { expect, it } from 'vitest';
import { shrink } from './shrink';

const numbers = Array.from({ length: 100 }, (_, at) => at);
const never = (): boolean => false;

it('keeps only what is needed, in its order, and always the last', async () => {
  const needs = (items: readonly number[]): Promise<boolean> =>
    Promise.resolve([3, 40, 41, 90].every((item) => items.includes(item)));
  expect(await shrink(numbers, needs, never)).toEqual([3, 40, 41, 90, 99]);
});

it('leaves the last item alone when nothing before it is needed', async () => {
  expect(await shrink(numbers, () => Promise.resolve(true), never)).toEqual([99]);
});

it('stops when it has had enough, with a list that still shows it', async () => {
  let asked = 0;
  const needs = (items: readonly number[]): Promise<boolean> => {
    asked += 1;
    return Promise.resolve(items.includes(3));
  };
  const short = await shrink(numbers, needs, () => asked >= 3);
  expect(asked).toBe(3);
  expect(short).toContain(3);
  expect(short.length).toBeLessThan(100);
});

it('tries again at single items after one could go', async () => {
  // 20 can only go once 60 is gone.
  const needs = (items: readonly number[]): Promise<boolean> =>
    Promise.resolve(items.includes(20) || !items.includes(60));
  expect(await shrink([20, 60, 99], needs, never)).toEqual([99]);
});
