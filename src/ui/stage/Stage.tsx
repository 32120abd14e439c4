import { useState } from 'react';
import { DeviceColumn } from '../device/DeviceColumn';
import { FmColumn } from '../fm/FmColumn';
import { HostColumn } from '../host/HostColumn';
import { Ledger } from '../ledger/Ledger';
import type { MapMode } from '../map/MapCanvas';
import { Gutter } from './Gutter';
import { regionLayouts } from '../map/layout';
import { Message } from './Message';
import { useViewport } from '../map/viewport';
import { openRegion } from '../simulator/look';
import { useOpenRegion } from '../state/region';
import { useSlice } from '../state/run';
import './stage.css';
import './gutter.css';
import '../map/map.css';

/** Three views of the same bytes, row for row: asked for, held, believed. Below it the same as a table. */
export function Stage() {
  const viewport = useViewport();
  const maps = useSlice('maps');
  const openRegionIndex = useOpenRegion();
  const [mode, setMode] = useState<MapMode>('extents');
  const open = Math.min(openRegionIndex, maps.length - 1);
  const layouts = regionLayouts(maps, open, viewport);
  const columns = { maps, layouts, viewport };
  return (
    <>
      <div className={`stage ${viewport}`}>
        {viewport === 'wide' && <div className="stage-panel" />}
        {viewport !== 'phone' && <FmColumn {...columns} />}
        {viewport === 'wide' && <Message actor="fm" />}
        <DeviceColumn {...columns} mode={mode} onMode={setMode} onOpen={openRegion} />
        {viewport === 'wide' && <Message actor="host" />}
        {viewport === 'wide' && <Gutters maps={maps} layouts={layouts} />}
        {viewport !== 'phone' && <HostColumn {...columns} />}
      </div>
      <Ledger />
    </>
  );
}

interface GuttersProps {
  readonly maps: Parameters<typeof regionLayouts>[0];
  readonly layouts: ReturnType<typeof regionLayouts>;
}

/** Where device and host agree. What was asked for is no state, so it agrees with nothing. */
function Gutters({ maps, layouts }: GuttersProps) {
  return maps.map((region, index) => {
    const layout = layouts[index];
    return (
      layout && (
        <div className={`map-gap ${layout.size}`} style={{ gridRow: index + 3 }} key={region.id}>
          <Gutter
            region={region}
            layout={layout}
            differs={region.hostDiffers}
            between="device and host"
          />
        </div>
      )
    );
  });
}
