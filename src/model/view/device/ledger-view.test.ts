import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readScenario } from '../../simulation/scenario/read-scenario';
import { offer } from '../../testing/expecting';
import { claim } from '../../testing/machine';
import { askBack, next, R0 } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { deed } from '../../testing/settle';
import { MiB } from '../../units';
import { timelineOf } from '../../simulation/run/timeline';
import { chronicleOf, emptyChronicle } from '../scene/chronicle';
import { ledgerView } from './ledger-view';
import { sceneOf, type Scene } from '../scene/scene';

const believes = (scene: Scene): readonly unknown[] =>
  ledgerView(scene).rows.map(({ hostText, hostDiffers }) => [hostText, hostDiffers]);

test('an extent in use though asked back differs, as on the map', () => {
  const taken = [offer, next, next, next, next, deed(claim('0'))];
  const linux = { twin: 'linux-v11', decoder: [R0, 512 * MiB] } as const;
  expect(believes(sceneAfter(linux, taken))).toEqual([['extent0.1', false]]);
  expect(believes(sceneAfter(linux, [...taken, askBack([[0, 128 * MiB]]), next, next]))).toEqual([
    ['extent0.1, in use though asked back', true],
  ]);
});

test('what was given back and is still shown is a phantom', () => {
  const lesson = new URL('../../suites/lessons/23-wrong-tag-v11-next.json', import.meta.url);
  const read = readScenario(readFileSync(lesson, 'utf8'));
  if (!read.ok) throw new Error(read.problem.what);
  const timeline = timelineOf(read.scenario);
  const step = timeline.frames.findIndex(({ sent }) => sent?.opcode === 0x4803) + 1;
  const scene = sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
  expect(believes(scene)[0]).toEqual(['extent0.1, a phantom: not accepted', true]);
});
