import type { DeviceView, RecordSlot } from '../../model/view/page';
import { Swatch } from '../kit/Swatch';
import { useLink } from '../entity/highlight';
import { explained, glossary } from '../entity/terms';
import { bracketsOf, moreChains, slotsInRow } from './more-chains';

/** The dynamic capacity log: every slot is drawn, the empty ones too. */
export function EventLog({ log }: { readonly log: DeviceView['log'] }) {
  const slots = Array.from(
    { length: Math.max(log.capacity, log.slots.length) },
    (_, index) => index,
  );
  return (
    <div className="slot">
      <div className="cap">
        <b>Event log</b>
        <span>
          {log.slots.length} of {log.capacity} records
        </span>
      </div>
      <div
        className="log"
        role="group"
        aria-label={`Event log, ${log.slots.length} of ${log.capacity} records`}
      >
        {slots.map((index) => {
          const record = log.slots[index];
          return record ? (
            <Slot key={record.id} record={record} row={rowOf(index)} />
          ) : (
            <div className="rec" key={index} style={{ gridRow: 2 * rowOf(index) + 1 }} />
          );
        })}
        {bracketsOf(moreChains(log.slots)).map(({ row, first, last }) => (
          <div
            className="more"
            key={`${row} ${first}`}
            style={{ gridRow: 2 * row + 2, gridColumn: `${first + 1} / ${last + 2}` }}
          />
        ))}
      </div>
      <div className="slot-note" title={explained(noteTitle(log))}>
        {log.lost > 0 && (
          <>
            <span className="bad">{log.lost} lost</span> ·{' '}
          </>
        )}
        {log.note}
      </div>
    </div>
  );
}

const noteTitle = ({ lost, note }: DeviceView['log']): string =>
  lost > 0 ? `${lost} lost: the log was full. ${note}` : note;

const rowOf = (index: number): number => Math.floor(index / slotsInRow);

function Slot({ record, row }: { readonly record: RecordSlot; readonly row: number }) {
  const link = useLink([record.id, record.chip.id], record.id);
  const says = [
    `Record ${record.handle}`,
    record.type,
    record.chip.label,
    record.more ? 'More follows' : 'no More',
    record.read ? 'read, not cleared' : 'not read',
  ].join(', ');
  const state = `${record.read ? '' : 'unread'} ${record.isNew ? 'new' : ''}`;
  return (
    <button
      type="button"
      className={`rec on ${state}`}
      style={{ gridRow: 2 * row + 1 }}
      title={explained(says)}
      aria-label={says}
      aria-description={glossary(says)}
      {...link}
    >
      <span className="rec-handle">
        {record.handle}
        {record.more && <sup>M</sup>}
      </span>
      <span className="rec-chip">{record.chip.label}</span>
      <Swatch state={record.chip.state} />
    </button>
  );
}
