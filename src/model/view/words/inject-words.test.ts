import { expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { line as inject, mock } from '../../testing/mock';
import { sceneAfter } from '../../testing/scene';
import { cardOf } from '../outcome/card';
import { ladderView } from '../rules/ladder-view';
import { outcomeView } from '../outcome/outcome-view';
import { fmView } from '../device/fm-view';
import { registersView } from '../device/registers-view';
import { stepsView } from '../run/steps-view';

const after = (...actions: readonly Action[]) => sceneAfter(mock, actions);
const pre = '0x88000000:0x4000000:';
const base = '0x80000000:0x4000000:';

test('a run on the mock tells what is accepted beforehand', () => {
  expect(outcomeView(after()).sentence).toBe(
    'A new device: 2 GiB static, 512 MiB of dynamic capacity in 1 region; 2 extents accepted beforehand.',
  );
});

test.each<readonly [string, readonly Action[], string, string]>([
  ['an offer', [inject(`${base}:0`)], 'The fabric manager offers e3.', 'g1 waits · record 1'],
  [
    'an offer that goes on',
    [inject(`${base}:1`)],
    'The fabric manager offers e3.',
    'g1 waits · record 1 · more follows',
  ],
  [
    'a release',
    [inject(pre, 'dc_del_extent')],
    'The fabric manager asks e1 back.',
    'nothing is released yet · record 1',
  ],
  [
    'a forced one',
    [inject(pre, 'dc_force_del_extent')],
    'The fabric manager asks e1 back by force.',
    'nothing is released yet · record 1',
  ],
  [
    'a release of what is free',
    [inject(base, 'dc_del_extent')],
    'The fabric manager asks back what is not accepted; the record goes out all the same.',
    'record 1',
  ],
  [
    'a refusal',
    [inject(`${pre}:0`)],
    'The mock refuses the line.',
    'write error: Invalid argument · nothing changes',
  ],
])('%s reads well', (_, actions, sentence, effect) => {
  const scene = after(...actions);
  expect(outcomeView(scene).sentence).toBe(sentence);
  expect(stepsView(scene.timeline)[0]).toMatchObject({ actor: 'fm', effect });
  expect(fmView(scene).requests).toHaveLength(1);
});

test('a refused line has its rule, its ladder and its card', () => {
  const scene = after(inject(`${pre}:0`));
  expect(ladderView(scene)).toMatchObject({
    title: 'Rules of dc_inject_extent',
    summary: 'stopped at 2 of 2',
  });
  expect(cardOf(scene)).toMatchObject({
    title: 'Refused: write error: Invalid argument',
    what: 'e1 starts at 0x8800_0000 already.',
  });
});

test('the mock has no registers, and QEMU has', () => {
  expect(registersView(after()).absent).toMatch(/^The mock is software only/);
  expect(registersView(sceneAfter({}, [])).absent).toBeUndefined();
});
