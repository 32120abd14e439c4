import { Arrow } from '../kit/Icons';
import { Swatch } from '../kit/Swatch';
import { useSlice } from '../state/run';

/** The message of the present step in the gutter beside its actor, at the height of the slot it enters. */
export function Message({ actor }: { readonly actor: 'fm' | 'host' }) {
  const step = useSlice('run').step;
  const row = useSlice('steps').find((each) => each.status === 'done' && each.step === step);
  const mailbox = useSlice('device').mailbox;
  if (row?.actor !== actor) return <div className={`message from-${actor}`} aria-hidden="true" />;
  const carried = mailbox?.now === true && actor === 'host' ? mailbox.chips.slice(0, 2) : [];
  return (
    <div className={`message from-${actor} ${row.tone}`} aria-hidden="true">
      <span className="message-name">{row.opcode}</span>
      <span className="message-flight" key={step}>
        <Arrow towards={actor === 'fm' ? 'right' : 'left'} bold />
        {carried.length > 0 && (
          <span className="packet">
            {carried.map((chip) => (
              <Swatch key={chip.id} state={chip.state} />
            ))}
          </span>
        )}
      </span>
    </div>
  );
}
