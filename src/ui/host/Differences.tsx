import type { HostView } from '../../model/view/page';
import { useLink } from '../link';

type Difference = HostView['differences'][number];

/** Where host and device, or device and fabric manager, no longer agree. */
export function Differences({ differences }: { readonly differences: HostView['differences'] }) {
  const count = differences.length;
  return (
    <div className="differences">
      <b>{count === 0 ? 'No differences' : `${count} difference${count === 1 ? '' : 's'}`}</b>
      <ul aria-label="Differences">
        {differences.map((difference, index) => (
          <DifferenceRow key={`${index} ${difference.text}`} difference={difference} />
        ))}
      </ul>
    </div>
  );
}

function DifferenceRow({ difference }: { readonly difference: Difference }) {
  const link = useLink(difference.entities);
  return (
    <li>
      <button type="button" className="line" title={difference.text} {...link}>
        <b aria-hidden="true">≠</b>
        <span className="difference-text">{difference.text}</span>
      </button>
    </li>
  );
}
