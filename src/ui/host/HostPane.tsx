import { Decisions } from './Decisions';
import { Differences } from './Differences';
import { HostActions } from './HostActions';
import { NextMove } from './NextMove';
import { useSlice } from '../state/run';
import './host.css';
import './host-pane.css';

/** The host on a phone: what its column says and offers on wider screens. */
export function HostPane() {
  const host = useSlice('host');
  return (
    <section className="sec pane-host host" aria-label="Host">
      <div className="sec-head">
        <h2>Host</h2>
        <span className="mu">{host.twin}</span>
      </div>
      <NextMove {...host} />
      <HostActions host={host} />
      <Decisions decisions={host.decisions} />
      <Differences {...host} />
    </section>
  );
}
