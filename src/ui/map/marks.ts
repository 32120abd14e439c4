import type { Actor } from '../../model/view/page';
import { divergenceKinds, type MapMark, type RegionMap } from '../../model/view/page';
import type { Run } from './geometry';
import { divergenceWords, runWords } from './words';

/** The actors whose view of a region a map may show. */
export type MapSide = Actor;

/** The marks that a map of this side shows. */
export const marksOn = ({ marks }: RegionMap, side: MapSide): readonly MapMark[] =>
  side === 'fm' ? [] : marks;

/** How host and device disagree about some blocks. */
export const marksAt = (marks: readonly MapMark[], { first, count }: Run): readonly string[] =>
  marks
    .filter(({ firstBlock, blocks }) => firstBlock < first + count && first < firstBlock + blocks)
    .map(({ kind }) => divergenceWords[kind]);

/** Runs of blocks that are named; of more, only how many there are. */
const named = 3;

/** How they disagree in a whole region, and where. */
export const marksInWords = (marks: readonly MapMark[]): readonly string[] =>
  divergenceKinds.flatMap((kind) => {
    const runs = marks.filter((mark) => mark.kind === kind);
    if (runs.length === 0) return [];
    const where = runs
      .slice(0, named)
      .map(({ firstBlock, blocks }) => runWords({ first: firstBlock, count: blocks }));
    const more = runs.length > named ? [`and ${runs.length - named} more runs`] : [];
    return `${divergenceWords[kind]}: ${[...where, ...more].join(', ')}`;
  });
