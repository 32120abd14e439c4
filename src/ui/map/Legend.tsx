import type { ChipState } from '../../model/view/page';
import { Swatch } from '../kit/Swatch';
import { stateWords } from './words';

const states: readonly ChipState[] = ['accepted', 'offered', 'askedBack', 'free', 'withdrawn'];

/** What the textures and the three rings mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {states.map((state) => (
        <li key={state}>
          <Swatch state={state} />
          {stateWords[state]}
        </li>
      ))}
      {(['changed', 'selected', 'hovered'] as const).map((ring) => (
        <li key={ring}>
          <i className={`ring ${ring}`} aria-hidden="true" />
          {ring === 'changed' ? 'changed now' : ring}
        </li>
      ))}
    </ul>
  );
}
