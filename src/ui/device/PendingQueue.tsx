import type { DeviceView } from '../../model/view/page';
import { ChipView } from '../kit/ChipView';
import { useLink } from '../link';

type Group = DeviceView['pending'][number];

/** Offers the host has not answered, oldest first; a group that just left stays for one step. */
export function PendingQueue({ pending }: { readonly pending: DeviceView['pending'] }) {
  return (
    <div className="slot">
      <div className="cap">
        <b>Pending offers</b>
        <span>oldest first</span>
      </div>
      {pending.length === 0 && <div className="group none">none</div>}
      <ol className="groups" aria-label="Pending offers">
        {pending.map((group) => (
          <GroupRow key={group.id} group={group} />
        ))}
      </ol>
    </div>
  );
}

function GroupRow({ group }: { readonly group: Group }) {
  const link = useLink([group.id]);
  return (
    <li>
      <button
        type="button"
        className={group.gone ? 'group gone' : 'group'}
        title={`${group.label}: ${group.note}`}
        {...link}
      >
        <span>{group.label}</span>
        <span className={group.gone ? 'sr-only' : 'mu group-note'}>{group.note}</span>
        <span className="chips">
          {group.chips.map((chip) => (
            <ChipView key={chip.id} chip={chip} />
          ))}
        </span>
      </button>
    </li>
  );
}
