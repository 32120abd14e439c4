import type { HostView } from '../../model/view/page';
import { CrossIcon, DotIcon, TickIcon } from '../kit/Icons';
import { useLink } from '../entity/highlight';
import { explained } from '../entity/terms';

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
  const { chip, verdict, because, rule, refused } = decision;
  const link = useLink([chip.id]);
  const told =
    refused === undefined ? '' : `; the device refused it: ${refused.code} ${refused.name}`;
  return (
    <li>
      <button
        type="button"
        className={`line decision ${verdict}`}
        title={explained(`${chip.label}: ${verdict}, ${because}${told} ${rule}`.trimEnd())}
        {...link}
      >
        <span className="line-number">{chip.label}</span>
        {refused === undefined ? <VerdictIcon verdict={verdict} /> : <CrossIcon />}
        <span className="sr-only">{verdict}, </span>
        <span>
          <span className="decision-why">{because}</span>{' '}
          <span className="decision-rule">{rule}</span>
          {refused !== undefined && (
            <span className="decision-refused">refused by the device: {refused.code}</span>
          )}
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
