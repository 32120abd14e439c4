import type { DrawnState, RegionMeter } from '../../model/view/page';
import { useLink } from '../entity/highlight';
import { counted } from '../../model/units';
import { useLive } from '../state/run';

const order: readonly DrawnState[] = ['accepted', 'askedBack', 'offered'];

/** How full, how read, how right. */
export function Meters() {
  const { meters, log, refusals, differences } = useLive('outcome');
  return (
    <div className="meters">
      {meters.map((meter) => (
        <MeterBar key={meter.region} meter={meter} />
      ))}
      <span className={log.lost > 0 ? 'bad' : undefined}>
        log {log.held} of {log.capacity}
        {log.lost > 0 && `, ${log.lost} lost`}
      </span>
      <span className={refusals > 0 ? 'strong' : undefined}>{counted(refusals, 'refusal')}</span>
      <span
        className={differences > 0 ? 'strong' : undefined}
        title="Each extent counts once for each way in which host and device hold it differently now"
      >
        {differences === 0
          ? 'host = device'
          : `host ≠ device: ${counted(differences, 'difference')}`}
      </span>
    </div>
  );
}

/** How full one region is, and with what. */
export function MeterBar({ meter }: { readonly meter: RegionMeter }) {
  const link = useLink([meter.region]);
  const total = Object.values(meter.bytes).reduce((sum, bytes) => sum + bytes, 0);
  return (
    <span className="meter" title={meter.text} {...link}>
      {meter.label}
      <span className="bar" aria-hidden="true">
        {order
          .filter((state) => meter.bytes[state] > 0)
          .map((state) => (
            <i
              key={state}
              className={state}
              style={{ width: `${(100 * meter.bytes[state]) / Math.max(total, 1)}%` }}
            />
          ))}
      </span>
      <span className="meter-text">{meter.text}</span>
    </span>
  );
}
