import { shortState } from '../../model/view/page/states';
import { askedKinds, divergenceKinds, type ChipState, type RegionMap } from '../../model/view/page';
import { Swatch } from '../kit/Swatch';
import { MarkSwatch } from './MarkSwatch';
import { divergenceWords } from './words';

const states: readonly ChipState[] = ['accepted', 'offered', 'askedBack', 'free', 'withdrawn'];

/** What the outlines of requests mean: they have no colour, as a request is no state. */
export function AskedLegend() {
  return (
    <ul className="legend asked" aria-label="What was asked for">
      {askedKinds.map((kind) => (
        <li key={kind}>
          <Swatch state={kind} />
          {kind}
        </li>
      ))}
    </ul>
  );
}

/** What the textures and the three rings mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {states.map((state) => (
        <li key={state}>
          <Swatch state={state} />
          {state === 'withdrawn' ? 'gone now' : shortState(state)}
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

/** What the marks on the maps mean: those that are on a map now. */
export function MarkLegend({ maps }: { readonly maps: readonly RegionMap[] }) {
  const present = new Set(maps.flatMap(({ marks }) => marks.map(({ kind }) => kind)));
  const small = maps.some(({ device, host }) => device.small.length + host.small.length > 0);
  if (present.size === 0 && !small) return null;
  return (
    <ul className="legend marks" aria-label="Marks on the maps">
      {divergenceKinds
        .filter((kind) => present.has(kind))
        .map((kind) => (
          <li key={kind}>
            <MarkSwatch kind={kind} />
            {divergenceWords[kind]}
          </li>
        ))}
      {small && (
        <li>
          <i className="small-sign" aria-hidden="true" />
          extents smaller than a cell begin here
        </li>
      )}
    </ul>
  );
}
