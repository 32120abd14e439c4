import type { EntityId, MapSpan, RegionMap } from '../../model/view/page';
import type { Run } from './geometry';

/** The entity that stands for some blocks of a region. */
export function blocksId(region: number, { first, count }: Run): EntityId {
  return `blocks:${region}:${first}-${first + count - 1}`;
}

function runOfId(id: EntityId, region: RegionMap): Run | undefined {
  if (id === region.id) return { first: 0, count: region.blocks };
  const match = /^blocks:(\d+):(\d+)-(\d+)$/.exec(id);
  if (match === null || Number(match[1]) !== region.index) return undefined;
  const first = Number(match[2]);
  return { first, count: Number(match[3]) - first + 1 };
}

/**
 * The blocks of a region that a set of entities names, as text: equal sets give equal keys,
 * so a map is not drawn again for a hover that does not concern it.
 */
export function ringKey(
  region: RegionMap,
  spans: readonly MapSpan[],
  ids: ReadonlySet<EntityId>,
): string {
  const runs = new Set<string>();
  for (const span of spans) {
    if (ids.has(span.id)) runs.add(`${span.firstBlock}+${span.blocks}`);
  }
  for (const id of ids) {
    const run = runOfId(id, region);
    if (run !== undefined) runs.add(`${run.first}+${run.count}`);
  }
  return [...runs].join(' ');
}

/** The runs that `ringKey` wrote. */
export function runsOfKey(key: string): readonly Run[] {
  if (key === '') return [];
  return key.split(' ').map((text) => {
    const [first = 0, count = 0] = text.split('+').map(Number);
    return { first, count };
  });
}
