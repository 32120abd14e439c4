import type { RegionMap } from '../../model/view/page';
import { Segmented } from '../kit/Segmented';
import { look, zoomBy } from '../simulator/look';
import { linksNow } from '../state/links';
import { runWords } from './words';
import './zoom.css';
import { isWhole, levelOf, windowOfLevel, zoomLevels } from './zoom';

/** How much of a region is in view, and how to see more or less of it. */
export function ZoomBar({ region }: { readonly region: RegionMap }) {
  const { firstBlock: first, shownBlocks: count, blocks } = region;
  return (
    <div className="zoom-bar">
      <span className="mu" aria-live="polite">
        {isWhole(region)
          ? 'all of it in view'
          : `${runWords({ first, count })} of ${blocks} in view`}
      </span>
      <span className="zoom-controls">
        <button
          type="button"
          className="zoom-step"
          aria-label="Zoom out"
          disabled={isWhole(region)}
          onClick={() => {
            void zoomBy(2);
          }}
        >
          −
        </button>
        <Segmented
          label={`${region.label}: how close`}
          value={levelOf(region)}
          options={zoomLevels}
          onChange={(level) => void look(windowOfLevel(region, level, focusOf(region)))}
          small
        />
        <button
          type="button"
          className="zoom-step"
          aria-label="Zoom in"
          disabled={region.blocksPerCell === 1}
          onClick={() => {
            void zoomBy(1 / 2);
          }}
        >
          +
        </button>
      </span>
    </div>
  );
}

/**
 * Where a level begins: with the selected extent, else with the smallest in view (the others can be seen from farther
 * away), else where the view does.
 */
function focusOf({ device, firstBlock }: RegionMap) {
  const { selection } = linksNow();
  const extents = device.spans.filter(({ state }) => state !== 'withdrawn' && state !== 'released');
  const [smallest] = extents.toSorted((a, b) => a.blocks - b.blocks);
  const chosen = extents.find(({ id }) => selection.has(id)) ?? smallest;
  return { at: chosen?.firstBlock ?? firstBlock, blocks: chosen?.blocks };
}
