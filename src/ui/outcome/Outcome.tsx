import type { DiffItem } from '../../model/view/page';
import { Swatch } from '../kit/Swatch';
import { useLink } from '../entity/highlight';
import { explained } from '../entity/terms';
import { Meters } from './Meters';
import { useLive } from '../state/run';

/** Where am I, what just happened, is it right: one sentence, one line of differences, four meters. */
export function Outcome() {
  const outcome = useLive('outcome');
  const run = useLive('run');
  return (
    <section className="outcome" aria-label="Outcome of this step" data-tone={outcome.tone}>
      <div className="outcome-top">
        <h1>
          <small>
            Step {run.step} of {run.steps}
          </small>{' '}
          {outcome.sentence}
        </h1>
        {outcome.section !== undefined && <span className="section">{outcome.section}</span>}
      </div>
      {outcome.note !== undefined && (
        <p className="outcome-note" title={explained(outcome.note)}>
          {outcome.note}
        </p>
      )}
      <PersonsNote step={run.step} />
      <div className="outcome-low">
        <div className="diff">
          {outcome.code !== undefined && <span className="code">{outcome.code}</span>}
          {outcome.diff.map((item) => (
            <Difference key={item.text} item={item} />
          ))}
        </div>
        <Meters />
      </div>
    </section>
  );
}

/** What a person noted on the step, for whoever opens the run. */
function PersonsNote({ step }: { readonly step: number }) {
  const note = useLive('steps')[step - 1]?.note;
  return note === undefined ? null : (
    <p className="persons-note">
      <b>Note</b> {note}
    </p>
  );
}

function Difference({ item }: { readonly item: DiffItem }) {
  const link = useLink(item.entities);
  return (
    <span className={item.entities.length > 0 ? 'diff-item linked' : 'diff-item'} {...link}>
      {item.state !== undefined && <Swatch state={item.state} />}
      {item.text}
    </span>
  );
}
