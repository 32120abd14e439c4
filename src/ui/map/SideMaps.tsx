import type { ReactNode } from 'react';
import type { RegionMap } from '../../model/view/page';
import { MapCanvas } from './MapCanvas';
import type { ColumnProps } from './columns';
import { sideRowHeight } from './layout';

interface Props extends ColumnProps {
  readonly side: 'fm' | 'host';
  /** What stands above a region's map. */
  readonly head: (region: RegionMap) => ReactNode;
}

/** One actor's view of every region, on the rows of the device's maps. */
export function SideMaps({ maps, layouts, viewport, side, head }: Props) {
  return (
    <div className="side-maps">
      {maps.map((region, index) => {
        const layout = layouts[index];
        return (
          layout && (
            <div
              className={`map-cell ${layout.size}`}
              style={{ gridRow: index + 3 }}
              key={region.id}
            >
              {layout.size !== 'strip' && <div className="map-head">{head(region)}</div>}
              <MapCanvas
                region={region}
                side={side}
                rowHeight={sideRowHeight(layout, viewport)}
                label={region.label}
              />
            </div>
          )
        );
      })}
    </div>
  );
}
