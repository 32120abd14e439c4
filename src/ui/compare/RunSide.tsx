import { Fragment } from 'react';
import type { CompareRegion, CompareSide } from '../../model/view/page/compare';
import { hexGrouped, iec } from '../kit/format';
import { MapCanvas } from '../map/MapCanvas';
import { MeterBar } from '../outcome/Meters';
import { useViewport } from '../map/viewport';
import { Marks } from './Marks';
import { rowHeights } from './heights';

/** One of the two runs at the present row: what it did, and what it holds. */
export function RunSide({ side }: { readonly side: CompareSide }) {
  const { letter, name, about, step, steps, waits, log } = side;
  return (
    <section className="compare-side" aria-label={`Run ${letter}`} data-waits={waits}>
      <header className="compare-head">
        <b className={`letter ${letter}`} aria-hidden="true">
          {letter}
        </b>
        <h2>{name}</h2>
        <span className="mu">{about}</span>
        <span className="sp" />
        <span className="mu nw">
          {waits ? 'waits at step' : 'step'} {step} of {steps}
        </span>
      </header>
      <p className="compare-sentence" data-tone={side.tone}>
        {side.sentence} {side.code !== undefined && <span className="code">{side.code}</span>}
      </p>
      <div className="meters compare-meters">
        {side.meters.map((meter) => (
          <MeterBar key={meter.region} meter={meter} />
        ))}
        <span className={log.lost > 0 ? 'bad' : undefined}>
          log {log.held} of {log.capacity}
          {log.lost > 0 && `, ${log.lost} lost`}
        </span>
        <span>
          host shows {side.hostExtents} extent{side.hostExtents === 1 ? '' : 's'}
        </span>
      </div>
      {side.regions.map((region) => (
        <Region key={region.map.id} side={side} region={region} />
      ))}
    </section>
  );
}

interface RegionProps {
  readonly side: CompareSide;
  readonly region: CompareRegion;
}

/** The maps of a region, each with what it shows. */
const layers = [
  { side: 'device', says: 'device holds' },
  { side: 'host', says: 'host shows' },
] as const;

function Region({ side: { letter, regions }, region }: RegionProps) {
  const { map } = region;
  const heights = rowHeights(useViewport(), regions.length, map.rows);
  const cell = `1 cell = ${iec(map.blocksPerCell * map.blockSize)}`;
  return (
    <div className="compare-region">
      <p className="map-head">
        <span className="map-title">
          <b>{map.label}</b>{' '}
          <span className="mu">
            <span className="m">{hexGrouped(map.base)}</span>, {iec(map.length)}, {cell}
          </span>
        </span>
      </p>
      {layers.map(({ side, says }) => (
        <Fragment key={side}>
          <p className="compare-layer">{says}</p>
          <MapCanvas
            region={map}
            side={side}
            rowHeight={heights[side]}
            label={`Run ${letter}, ${map.label}`}
            rulers={(grid) => <Marks letter={letter} grid={grid} marks={region[side]} />}
          />
        </Fragment>
      ))}
    </div>
  );
}
