import type { ChecksView, CheckView } from '../../model/view/page/checks';
import { edit, seek } from '../simulator/actions';
import { Button } from '../kit/Button';
import { CrossIcon, TickIcon } from '../kit/Icons';
import { useAnswer } from '../simulator/use-answer';
import { useSlice } from '../state/run';
import './checks.css';

/** What the scenario says is to be true after this step, and where in the run it is not. */
export function ChecksPart() {
  const view = useAnswer('checks');
  const { step } = useSlice('run');
  if (view === undefined) return null;
  const { here, next } = view;
  return (
    <section className="sec pane-checks" aria-label="Expected">
      <div className="sec-head">
        <h2>Expected</h2>
        <span className="mu summary">{summaryOf(view)}</span>
      </div>
      {view.failingSteps.length > 0 && <Failing steps={view.failingSteps} />}
      <ul className="checks">
        {here.map((check, index) => (
          <CheckRow key={`${index} ${check.says}`} check={check} />
        ))}
      </ul>
      {step > 0 && (
        <Button
          className="slim"
          onClick={() => void edit({ kind: 'expect', step, on: here.length === 0 })}
        >
          {here.length === 0 ? 'Expect what it shows' : 'Expect nothing of it'}
        </Button>
      )}
      {here.length === 0 && (
        <p className="pane-hint">
          The scenario expects nothing after this step
          {next === undefined ? '.' : `; the next time is after step ${next}.`}
        </p>
      )}
    </section>
  );
}

const summaryOf = ({ count, failing }: ChecksView): string =>
  failing === 0 ? `all ${count} hold` : `${failing} of ${count} fail`;

function Failing({ steps }: { readonly steps: readonly number[] }) {
  return (
    <p className="checks-failing">
      {steps.map((step) => (
        <Button
          key={step}
          className="slim"
          title={`Go to step ${step}, after which a check fails`}
          onClick={() => void seek(step)}
        >
          fails after step {step}
        </Button>
      ))}
    </p>
  );
}

function CheckRow({ check }: { readonly check: CheckView }) {
  const { ok, says, expected, found } = check;
  return (
    <li className={ok ? 'check' : 'check failed'}>
      {ok ? <TickIcon /> : <CrossIcon />}
      <span className="sr-only">{ok ? 'holds' : 'fails'}: </span>
      <span>
        {says}: <span className="m">{expected}</span>
        {!ok && (
          <span className="check-found">
            is <span className="m">{found}</span>
          </span>
        )}
      </span>
    </li>
  );
}
