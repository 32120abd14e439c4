import { Divider } from './list/Divider';
import { StepGrid } from './list/StepGrid';
import { StepsHead } from './StepsHead';
import { useSteps } from '../state/steps';
import { usePreferences } from '../state/preferences';
import { useSlice } from '../state/run';

/** Who told whom what: every step of the run, and what can be done to it. */
export function Steps() {
  const none = useSlice('steps').length === 0;
  const memory = useSlice('lanes').memory;
  const height = usePreferences((state) => state.stepsHeight);
  const said = useSteps((state) => state.said);
  return (
    <>
      <Divider />
      <section
        className={`seq${memory ? ' four' : ''}${height === undefined ? '' : ' sized'}`}
        aria-label="Steps"
        id="steps"
        style={height === undefined ? undefined : { flexBasis: height }}
      >
        <StepsHead />
        {none && <p className="steps-none">No step yet: begin with “Add / release…”.</p>}
        <StepGrid />
        <p className="sr-only" role="status">
          {said}
        </p>
      </section>
    </>
  );
}
