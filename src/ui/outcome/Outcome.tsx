import type { DiffItem } from '../../model/view/page';
import { Swatch } from '../kit/Swatch';
import { useLink } from '../link';
import { useSlice } from '../store';
import { Meters } from './Meters';

/** Where am I, what just happened, is it right: one sentence, one line of differences, four meters. */
export function Outcome() {
  const outcome = useSlice('outcome');
  const run = useSlice('run');
  return (
    <section className="outcome" aria-label="Outcome of this step" data-tone={outcome.tone}>
      <h1>
        <small>
          Step {run.step} of {run.steps}
        </small>
        {outcome.sentence}
      </h1>
      <div className="diff">
        {outcome.code !== undefined && <span className="code">{outcome.code}</span>}
        {outcome.diff.map((item) => (
          <Difference key={item.text} item={item} />
        ))}
        {outcome.section !== undefined && <span className="mu section">{outcome.section}</span>}
      </div>
      <Meters />
    </section>
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
