import type { HostView } from '../../model/view/page';
import { useLink } from '../link';

type Difference = HostView['differences'][number];

/** Where host and device, or device and fabric manager, no longer agree. */
export function Differences({ differences }: { readonly differences: HostView['differences'] }) {
  return (
    <ul className="differences" aria-label="Differences">
      {differences.length === 0 && <li className="nothing">No differences.</li>}
      {differences.map((difference, index) => (
        <DifferenceRow key={`${index} ${difference.text}`} difference={difference} />
      ))}
    </ul>
  );
}

function DifferenceRow({ difference }: { readonly difference: Difference }) {
  const link = useLink(difference.entities);
  return (
    <li>
      <button type="button" className="line" {...link}>
        <b aria-hidden="true">≠</b>
        <span>{difference.text}</span>
      </button>
    </li>
  );
}
