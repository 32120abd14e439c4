import { countIn, type DrawnState, type RegionMap } from '../../model/view/page';
import type { StripSpan } from './draft';

/** Cells of a strip, whatever the size of its region. */
export const stripCells = 48;
/** Regions that a small picture has room for. */
const mostStrips = 4;

/** What a cell shows if it holds several: what waits for somebody comes before what is settled. */
const loudest: readonly DrawnState[] = ['offered', 'askedBack', 'accepted'];

/** The regions of the device as strips small enough to be kept with a draft. */
export const stripsOf = (
  maps: readonly Pick<RegionMap, 'device'>[],
): readonly (readonly StripSpan[])[] =>
  maps.slice(0, mostStrips).map(({ device }) => stripOf(device));

function stripOf(layer: RegionMap['device']): readonly StripSpan[] {
  const count = layer.counts.length / layer.kinds.length;
  const spans: StripSpan[] = [];
  for (let cell = 0; cell < stripCells; cell += 1) {
    const from = Math.floor((cell * count) / stripCells);
    const to = Math.max(from + 1, Math.floor(((cell + 1) * count) / stripCells));
    const state = loudestIn(layer, from, Math.min(to, count));
    if (state === undefined) continue;
    const last = spans.at(-1);
    if (last?.state === state && last.from + last.cells === cell)
      spans.splice(-1, 1, { ...last, cells: last.cells + 1 });
    else spans.push({ state, from: cell, cells: 1 });
  }
  return spans;
}

function loudestIn(layer: RegionMap['device'], from: number, to: number): DrawnState | undefined {
  return loudest.find((state) => {
    if (!layer.kinds.includes(state)) return false;
    for (let cell = from; cell < to; cell += 1) if (countIn(layer, cell, state) > 0) return true;
    return false;
  });
}
