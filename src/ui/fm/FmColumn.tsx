import type { FmView } from '../../model/view/page';
import { Chips } from '../entity/Chips';
import { useLink } from '../entity/highlight';
import { AskedLegend, Legend } from '../map/Legend';
import type { ColumnProps } from '../map/columns';
import { SideMaps } from '../map/SideMaps';
import { useSlice } from '../state/run';
import './fm.css';

/** What the fabric manager asked for, and what it may still think of the device. */
export function FmColumn(props: ColumnProps) {
  const { requests } = useSlice('fm');
  return (
    <section className="actor fm" aria-label="Fabric manager">
      <div className="actor-head">
        <h2>Fabric manager</h2>
        <span className="role">asked for</span>
      </div>
      <div className="band">
        <div className="cap">
          <b>Requests</b>
          <span>reply</span>
        </div>
        {requests.length === 0 && <p className="nothing">No request yet.</p>}
        <div className="requests">
          <ol aria-label="Requests">
            {requests.map((request) => (
              <RequestRow key={request.step} request={request} />
            ))}
          </ol>
        </div>
      </div>
      <SideMaps
        {...props}
        side="fm"
        head={(region) => <span className="mu">{region.label}</span>}
      />
      <div className="foot">
        <AskedLegend />
        {props.viewport === 'wide' && <Legend />}
      </div>
    </section>
  );
}

/** Pixels of a line of chips (`fm.css`). */
const chipRoom = 90;

function RequestRow({ request }: { readonly request: FmView['requests'][number] }) {
  const link = useLink([`step:${request.step}`, ...request.chips.map((chip) => chip.id)]);
  return (
    <li>
      <button type="button" className={`line ${request.tone}`} {...link}>
        <span className="line-number">{request.step}</span>
        <span>{request.verb}</span>
        <Chips chips={request.chips} room={chipRoom} lines={2} />
        <span className="reply" title={request.reply}>
          {request.reply}
        </span>
      </button>
    </li>
  );
}
