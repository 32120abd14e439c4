import { describe, expect, test } from 'vitest';
import { readScenario } from '../model/simulation/scenario/read-scenario';
import { writeScenario } from '../model/simulation/scenario/write-scenario';
import { examples } from './examples';

describe.each([...examples.values()])('the example $id', ({ scenario, step }) => {
  test('is what is read of its written text', () => {
    const read = readScenario(writeScenario(scenario));
    expect(read).toStrictEqual({ ok: true, scenario });
  });

  test('opens at one of its steps', () => {
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(scenario.actions.length);
  });
});
