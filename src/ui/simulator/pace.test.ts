import { expect, test } from 'vitest';
import { mayPass } from './pace';

const scrubbing = { sinceMove: 17, sinceDrawn: 100, took: 50 };

test('a fast movement passes the slower panes on a machine that is too slow for them', () => {
  expect(mayPass(scrubbing)).toBe(true);
  expect(mayPass({ ...scrubbing, took: 8 })).toBe(false);
});

test('a single move, and moves with room enough between them, draw everything', () => {
  expect(mayPass({ ...scrubbing, sinceMove: 200 })).toBe(false);
  expect(mayPass({ ...scrubbing, sinceMove: 100 })).toBe(false);
  expect(mayPass({ ...scrubbing, sinceMove: 60 })).toBe(true);
});

test('now and then everything is drawn on the way, sooner where that is cheap', () => {
  expect(mayPass({ ...scrubbing, sinceDrawn: 999 })).toBe(true);
  expect(mayPass({ ...scrubbing, sinceDrawn: 1000 })).toBe(false);
  expect(mayPass({ ...scrubbing, took: 20, sinceDrawn: 650 })).toBe(false);
  const slowest = { sinceMove: 300, took: 600 };
  expect(mayPass({ ...slowest, sinceDrawn: 4000 })).toBe(true);
  expect(mayPass({ ...slowest, sinceDrawn: 5000 })).toBe(false);
});
