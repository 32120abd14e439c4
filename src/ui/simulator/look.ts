import type { MapWindow, RegionMap } from '../../model/view/page';
import { isWhole, movedBy, windowOf, zoomedAt } from '../map/zoom';
import { linksNow } from '../state/links';
import { openRegionNow, setOpenRegion } from '../state/region';
import { pageNow } from '../state/run';
import { send } from './connect';
import { inOrder, latestWins } from './queues';

const show = (window: MapWindow | undefined) => send((api) => api.look(window), { kind: 'move' });

/** Windows to look at: while one is under way only the newest wish is kept. */
const looks = latestWins(async (window: MapWindow | 'whole') => {
  await show(window === 'whole' ? undefined : window);
});
/** Changes of what is in view, each from where the one before led. */
const changes = inOrder();

/** Shows a part of a region, or the whole of all. */
export const look = (window: MapWindow | undefined): Promise<void> => looks.go(window ?? 'whole');

/** Shows the large map otherwise than it is by then. */
export const lookOtherwise = (change: (map: RegionMap) => MapWindow | undefined): Promise<void> =>
  changes.run(async () => {
    await looks.settled();
    const maps = pageNow()?.maps ?? [];
    const map = maps[Math.min(openRegionNow(), maps.length - 1)];
    if (map !== undefined) await show(change(map));
  });

/** Shows a region large, and all of it. */
export function openRegion(index: number): void {
  setOpenRegion(index);
  if (pageNow()?.maps.some((map) => !isWhole(map)) === true) void look(undefined);
}

/** Zooms the large map about its middle; by 2 each cell stands for twice as many blocks. */
export const zoomBy = (factor: number): Promise<void> =>
  lookOtherwise((view) =>
    zoomedAt(view, view.firstBlock + Math.floor(view.shownBlocks / 2), factor),
  );

/** Zooms the large map to the extent that is selected, if it is in view. */
export const zoomToSelection = (): Promise<void> =>
  lookOtherwise((map) => {
    const span = map.device.spans.find(({ id }) => linksNow().selection.has(id));
    return span === undefined
      ? movedBy(map, 0)
      : windowOf(map, { first: span.firstBlock, count: span.blocks });
  });

/** Moves the large map by rows. */
export const panBy = (rows: number): Promise<void> => lookOtherwise((view) => movedBy(view, rows));
