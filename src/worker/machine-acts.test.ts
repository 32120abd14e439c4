import { expect, test } from 'vitest';
import { positionOf } from '../model/simulation/run/branches';
import { scenarioWith } from '../model/testing/run';
import { machineAct } from './machine-acts';
import { sessionOf } from './session';

const start = sessionOf(positionOf(scenarioWith({ twin: 'linux-v11' }, []), 0));

test('a deed of a user of the host machine is a step', () => {
  const outcome = machineAct(start, { deed: 'restart' });
  const frames = 'session' in outcome ? outcome.session.moment.timeline.frames : [];
  expect(frames.map(({ action }) => action)).toEqual([{ kind: 'host', deed: 'restart' }]);
});

test('a deed that no scenario can be written with gets a card', () => {
  expect(machineAct(start, { deed: 'destroyDax', dax: 'sda' })).toMatchObject({
    problem: { title: 'The host cannot be told to do this', where: [], evidence: [] },
  });
});
