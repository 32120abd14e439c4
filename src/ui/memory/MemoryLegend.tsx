import { stateSays } from './place';
import type { MemoryRow } from '../../model/view/page';

const states: readonly { readonly id: MemoryRow['state']; readonly label: string }[] = [
  { id: 'static', label: 'static' },
  { id: 'backed', label: 'accepted' },
  { id: 'unbacked', label: 'not backed' },
  { id: 'noDecoder', label: 'no decoder' },
];

/** What the edges of the lines mean. */
export function MemoryLegend() {
  return (
    <ul className="memory-legend" aria-label="Edges">
      {states.map(({ id, label }) => (
        <li key={id} className={id} title={stateSays[id]}>
          <i className="memory-edge" aria-hidden="true" />
          {label}
        </li>
      ))}
    </ul>
  );
}
