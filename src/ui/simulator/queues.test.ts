import { expect, test } from 'vitest';
import { inOrder, latestWins } from './queues';

/** A promise that is settled from outside. */
function gate(): { readonly open: () => void; readonly passed: Promise<void> } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    open: () => {
      open();
    },
    passed,
  };
}

test('jobs are done one after the other, in the order they came', async () => {
  const queue = inOrder();
  const slow = gate();
  const log: string[] = [];
  const first = queue.run(async () => {
    log.push('first begins');
    await slow.passed;
    log.push('first ends');
    return 1;
  });
  const second = queue.run(() => {
    log.push('second');
    return Promise.resolve(2);
  });
  expect(queue.count()).toBe(2);
  slow.open();
  expect(await Promise.all([first, second])).toEqual([1, 2]);
  expect(log).toEqual(['first begins', 'first ends', 'second']);
  expect(queue.count()).toBe(0);
});

test('a job that fails says so to its own caller only', async () => {
  const queue = inOrder();
  const failed = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(() => Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
  await queue.settled();
  expect(queue.count()).toBe(0);
});

test('of wishes that come while one is served only the newest is served', async () => {
  const served: number[] = [];
  const gates = [gate(), gate()];
  const wishes = latestWins(async (wish: number) => {
    served.push(wish);
    await gates[served.length - 1]?.passed;
  });
  const done = wishes.go(1);
  void wishes.go(2);
  void wishes.go(3);
  expect(wishes.wish()).toBe(3);
  gates[0]?.open();
  gates[1]?.open();
  await done;
  expect(served).toEqual([1, 3]);
  expect(wishes.wish()).toBeUndefined();
});

test('the same wish again is served once while it is under way, and anew later', async () => {
  const served: number[] = [];
  const wishes = latestWins((wish: number) => {
    served.push(wish);
    return Promise.resolve();
  });
  await Promise.all([wishes.go(1), wishes.go(1)]);
  await wishes.go(1);
  expect(served).toEqual([1, 1]);
});

test('a wish that fails leaves room for the next', async () => {
  const wishes = latestWins((wish: string) =>
    wish === 'bad' ? Promise.reject(new Error('bad')) : Promise.resolve(),
  );
  await expect(wishes.go('bad')).rejects.toThrow('bad');
  await wishes.go('good');
  await wishes.settled();
  expect(wishes.wish()).toBeUndefined();
});
