import type { CSSProperties } from 'react';
import { Segmented } from '../kit/Segmented';
import { Legend, MarkLegend } from '../map/Legend';
import type { MapMode } from '../map/MapCanvas';
import type { ColumnProps } from '../map/columns';
import { rulerRoom } from '../map/ruler-room';
import { EventLog } from './EventLog';
import { MailboxSlot } from './MailboxSlot';
import { Overview } from './Overview';
import { PendingQueue } from './PendingQueue';
import { RegionCell } from './RegionCell';
import { useSlice } from '../state/run';
import './device.css';
import './slots.css';
import './slots-narrow.css';

interface Props extends ColumnProps {
  readonly mode: MapMode;
  readonly onMode: (mode: MapMode) => void;
  readonly onOpen: (region: number) => void;
}

const modes: readonly { readonly id: MapMode; readonly label: string }[] = [
  { id: 'extents', label: 'States' },
  { id: 'bits', label: 'Bitmap' },
];

/** Room for the rulers, the same beside every map and the strip. */
function rulerStyle(maps: ColumnProps['maps']): CSSProperties {
  const { start, end } = rulerRoom(maps);
  return { '--ruler-start': `${start}px`, '--ruler-end': `${end}px` } as CSSProperties;
}

/** What the device holds: the hero of the page, and its only panel. */
export function DeviceColumn({ maps, layouts, viewport, mode, onMode, onOpen }: Props) {
  const { device } = useSlice('run');
  const { pending, log, mailbox } = useSlice('device');
  const open = layouts.findIndex((layout) => layout.size === 'open');
  return (
    <section className="actor device" aria-label="Device" style={rulerStyle(maps)}>
      <div className="actor-head">
        <h2>Device</h2>
        <span className="role">holds</span>
        <span className="sp" />
        <span className="mu device-id">{device.id}</span>
        <Segmented label="The maps show" value={mode} options={modes} onChange={onMode} small />
      </div>
      {viewport !== 'phone' && (
        <div className="band">
          <PendingQueue pending={pending} />
          <EventLog log={log} />
          <MailboxSlot mailbox={mailbox} />
        </div>
      )}
      {maps.map((region, index) => {
        const layout = layouts[index];
        return (
          layout && (
            <RegionCell
              key={region.id}
              region={region}
              layout={layout}
              mode={mode}
              row={index + 3}
              onOpen={maps.length === 1 ? undefined : onOpen}
            />
          )
        );
      })}
      <div className="foot">
        <Overview maps={maps} open={open} />
        <MarkLegend maps={maps} />
        {viewport !== 'wide' && <Legend />}
      </div>
    </section>
  );
}
