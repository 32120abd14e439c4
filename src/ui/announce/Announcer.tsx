import { useEffect, useState } from 'react';
import { useRun, useSlice } from '../state/run';

const settleMs = 250;

/** Speaks the outcome of a step; silent while playing fast, and only for the step it ends on. */
export function Announcer() {
  const outcome = useSlice('outcome');
  const step = useSlice('run').step;
  const hurried = useRun((state) => state.playing && state.speed > 1);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (hurried) return undefined;
    const timer = window.setTimeout(() => {
      const diff = outcome.diff.map((item) => item.text).join(', ');
      const code = outcome.code === undefined ? '' : ` ${outcome.code}.`;
      setSaid(`Step ${step}. ${outcome.sentence}${code} ${diff}`);
    }, settleMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [outcome, step, hurried]);
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {said}
    </div>
  );
}
