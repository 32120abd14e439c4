import { useMemo, useRef } from 'react';
import { firstStep, seek } from '../simulator/actions';
import { useWidth } from '../kit/use-width';
import { Rail } from './Rail';
import { useLive, useSlice } from '../state/run';

/** A real range input, so that keys and screen readers work, below a drawing of the steps. */
export function Scrubber() {
  const run = useLive('run');
  const sentence = useLive('outcome').sentence;
  const marks = useBookmarks();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const count = run.steps - firstStep + 1;
  return (
    <div className="scrub" ref={box}>
      <input
        type="range"
        min={firstStep}
        max={run.steps}
        step={1}
        value={run.step}
        aria-label="Step"
        aria-valuetext={`Step ${run.step} of ${run.steps}: ${sentence}`}
        onChange={(event) => void seek(Number(event.target.value))}
      />
      {width > 0 && (
        <Rail width={width} first={firstStep} count={count} now={run.step} marks={marks} />
      )}
    </div>
  );
}

function useBookmarks(): readonly number[] {
  const steps = useSlice('steps');
  return useMemo(
    () => steps.filter(({ bookmarked }) => bookmarked).map(({ step }) => step),
    [steps],
  );
}
