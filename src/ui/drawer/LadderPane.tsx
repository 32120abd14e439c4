import type { LadderView } from '../../model/view/page';
import { CrossIcon, DotIcon, TickIcon } from '../kit/Icons';
import { useLink } from '../entity/highlight';
import { useSlice } from '../state/run';

type Rung = LadderView['rules'][number];

const verdicts: Readonly<Record<Rung['verdict'], string>> = {
  held: 'held',
  refused: 'refused',
  turned: 'does not hold; the command does something else then',
  notReached: 'not reached',
};

/** Every rule the last command met, in the order the device checks them. */
export function LadderPane() {
  const { title, summary, rules, note } = useSlice('ladder');
  return (
    <section className="sec pane-ladder" aria-label="Rules">
      <div className="sec-head">
        <h2>{title}</h2>
        <span className="mu summary">{summary}</span>
        <span className="sp" />
        {rules.length > 0 && <span className="mu small">if broken</span>}
      </div>
      <ol className="rules">
        {rules.map((rule, index) => (
          <RuleRow key={`${index} ${rule.id}`} rule={rule} />
        ))}
      </ol>
      {note !== undefined && <p className="note rule-note">{note}</p>}
    </section>
  );
}

function RuleRow({ rule }: { readonly rule: Rung }) {
  const { says, operands, code, section, verdict } = rule;
  const link = useLink([...rule.entities, rule.id]);
  return (
    <li>
      <button
        type="button"
        className={`line rule ${verdict}`}
        data-rule={rule.id}
        title={`${says}: ${operands}${section === '' ? '' : `, ${section}`}`}
        {...link}
      >
        <VerdictIcon verdict={verdict} />
        <span className="sr-only">{verdicts[verdict]}: </span>
        <span className="rule-says">{says}</span>
        <span className="rule-operands">{verdict === 'notReached' ? 'not reached' : operands}</span>
        <span className="rule-code">{code}</span>
      </button>
    </li>
  );
}

function VerdictIcon({ verdict }: { readonly verdict: Rung['verdict'] }) {
  switch (verdict) {
    case 'held':
      return <TickIcon />;
    case 'refused':
      return <CrossIcon />;
    case 'turned':
    case 'notReached':
      return <DotIcon />;
  }
}
