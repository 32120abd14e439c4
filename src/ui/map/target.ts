import { shortState } from '../../model/view/page/states';
import {
  countIn,
  kindsIn,
  type EntityId,
  type MapLayer,
  type MapMark,
  type RegionMap,
} from '../../model/view/page';
import { hexGrouped, iec } from '../kit/format';
import { blocksOfCell, cellAt, spanAt, type MapGrid, type Run } from './geometry';
import { marksAt } from './marks';
import { blocksId } from './rings';
import { runWords, smallWords, spanWords } from './words';

/** What the pointer, or the keyboard, is on in a map. */
export interface MapTarget {
  readonly id: EntityId;
  readonly title: string;
  readonly dpa: string;
  readonly length: string;
  readonly state: string;
  readonly note: string;
  readonly run: Run;
}

interface Shown {
  readonly region: RegionMap;
  readonly layer: MapLayer;
  readonly grid: MapGrid;
  readonly marks: readonly MapMark[];
}

/** The span under a point; where several are too small to tell apart, or there is none, the blocks of the cell there. */
export function targetAt(shown: Shown, x: number, y: number): MapTarget | undefined {
  const cell = cellAt(shown.grid, x, y);
  if (cell === undefined) return undefined;
  const run = blocksOfCell(shown.grid, cell);
  const several = shown.layer.small.find(
    ({ firstBlock, count }) => firstBlock === run.first && count > 1,
  );
  const span = several === undefined ? spanAt(shown.layer.spans, run) : undefined;
  if (span !== undefined) return spanTarget(shown, shown.layer.spans.indexOf(span));
  const { region } = shown;
  // The grid of the bitmap may be finer than what is counted.
  const counted = Math.floor((run.first - region.firstBlock) / region.blocksPerCell);
  return {
    id: blocksId(region.index, run),
    title: several === undefined ? runWords(run) : smallWords(several, region.blockSize),
    dpa: hexGrouped(region.base + run.first * region.blockSize),
    length: iec(run.count * region.blockSize),
    state: [cellWords(shown.layer, counted), ...marksAt(shown.marks, run)].join(', '),
    note: several === undefined ? '' : 'zoom in to tell them apart',
    run,
  };
}

/** What is said about a span, wherever it was reached from. */
export function spanTarget(
  { region, layer }: Pick<Shown, 'region' | 'layer'>,
  index: number,
): MapTarget | undefined {
  const span = layer.spans[index];
  if (span === undefined) return undefined;
  return {
    id: span.id,
    title: span.label,
    dpa: hexGrouped(region.base + span.firstBlock * region.blockSize),
    length: iec(span.blocks * region.blockSize),
    state: spanWords(span).join(', '),
    note: `[${region.label} blocks ${span.firstBlock}–${span.firstBlock + span.blocks - 1}]`,
    run: { first: span.firstBlock, count: span.blocks },
  };
}

function cellWords(layer: MapLayer, cell: number): string {
  const held = kindsIn(layer, cell);
  if (held.length === 1 && held[0] !== undefined) return shortState(held[0]);
  return held.map((state) => `${countIn(layer, cell, state)} ${shortState(state)}`).join(', ');
}
