import { iec } from '../kit/format';
import type { RegionMap } from '../../model/view/page';
import type { ColumnProps } from '../map/columns';
import { SideMaps } from '../map/SideMaps';
import { Decisions } from './Decisions';
import { Differences } from './Differences';
import { HostActions } from './HostActions';
import { HostLines } from './HostLines';
import { NextMove } from './NextMove';
import { useSlice } from '../state/run';
import './host.css';

/** What the host believes, why, and what it, or a person in its place, may do next. */
export function HostColumn(props: ColumnProps) {
  const host = useSlice('host');
  return (
    <section className="actor host" aria-label="Host">
      <div className="actor-head">
        <h2>Host</h2>
        <span className="role">believes</span>
        <span className="sp" />
        <span className="mu twin">{host.twin}</span>
        <HostLines lines={host.lines} />
      </div>
      <div className="band">
        <NextMove {...host} />
        <Decisions decisions={host.decisions} />
      </div>
      <SideMaps {...props} side="host" head={decodes} />
      <div className="foot">
        <HostActions host={host} />
        <Differences {...host} />
      </div>
    </section>
  );
}

function decodes({ label, decoded, blockSize }: RegionMap) {
  const blocks = decoded.to - decoded.from;
  const words = blocks > 0 ? `decodes ${iec(blocks * blockSize)}` : 'no decoder';
  return <span className="mu">{`${label}, ${words}`}</span>;
}
