import {
  expectationOf,
  replayed,
  type Scenario,
  scenarioOf,
  type Timeline,
} from '../../model/index';

/** The scenario of a run, with what is true after a step as one more check of it. */
export function scenarioWithExpectation(timeline: Timeline, step: number): Scenario {
  const entries = timeline.frames.map((frame, index) =>
    index === step - 1
      ? { ...frame, expects: [...(frame.expects ?? []), expectationOf(frame)] }
      : frame,
  );
  return scenarioOf(replayed(timeline, entries));
}
