import type { HostView } from '../../model/view/page';
import { useLink } from '../entity/highlight';

type Difference = HostView['differences'][number];

/** Where host and device do not agree now. */
export function Differences({
  differences,
  differencesLeft: left,
}: Pick<HostView, 'differences' | 'differencesLeft'>) {
  return (
    <ul className="differences" aria-label="Differences between host and device">
      {differences.length === 0 && <li className="nothing">Host and device agree.</li>}
      {differences.map((difference, index) => (
        <DifferenceRow key={`${index} ${difference.text}`} difference={difference} />
      ))}
      {left > 0 && <li className="nothing">{left} more.</li>}
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
