import type { HostView } from '../../model/view/page';
import { CrossIcon, DotIcon, TickIcon } from '../kit/Icons';
import { useLink } from '../link';

type Decision = HostView['decisions'][number];

/** What the host makes of each extent, and the rule it follows. */
export function Decisions({ decisions }: { readonly decisions: HostView['decisions'] }) {
  return (
    <ul className="decisions" aria-label="Decisions">
      {decisions.length === 0 && <li className="nothing">No decision yet.</li>}
      {decisions.map((decision, index) => (
        <DecisionRow key={`${index} ${decision.chip.id}`} decision={decision} />
      ))}
    </ul>
  );
}

function DecisionRow({ decision }: { readonly decision: Decision }) {
  const { chip, verdict, because, rule } = decision;
  const link = useLink([chip.id]);
  return (
    <li>
      <button
        type="button"
        className={`line decision ${verdict}`}
        title={`${chip.label}: ${verdict}, ${because}`}
        {...link}
      >
        <span className="line-number">{chip.label}</span>
        <VerdictIcon verdict={verdict} />
        <span className="sr-only">{verdict}, </span>
        <span>
          <span className="decision-why">{because}</span>{' '}
          <span className="decision-rule">{rule}</span>
        </span>
      </button>
    </li>
  );
}

function VerdictIcon({ verdict }: { readonly verdict: Decision['verdict'] }) {
  switch (verdict) {
    case 'accepts':
    case 'releases':
      return <TickIcon />;
    case 'refuses':
      return <CrossIcon />;
    case 'waits':
    case 'keeps':
      return <DotIcon />;
  }
}
