import { useRef } from 'react';
import type { DeviceView } from '../../model/view/page';
import { chipsIn, roomBeside } from '../entity/chip-room';
import { Chips } from '../entity/Chips';
import { useLink } from '../entity/highlight';
import { useWidth } from '../kit/use-width';

type Group = DeviceView['pending'][number];

/** Offers the host has not answered, oldest first; a group that just left stays for one step. */
export function PendingQueue({ pending }: { readonly pending: DeviceView['pending'] }) {
  const list = useRef<HTMLOListElement>(null);
  const width = useWidth(list);
  return (
    <div className="slot">
      <div className="cap">
        <b>Pending offers</b>
        <span>oldest first</span>
      </div>
      {pending.length === 0 && <div className="group none">none</div>}
      <ol className="groups" aria-label="Pending offers" ref={list}>
        {pending.map((group) => (
          <GroupRow key={group.id} group={group} width={width} />
        ))}
      </ol>
    </div>
  );
}

/** Pixels of a row's edges and gaps, and of a letter of its name (`slots.css`). */
const edges = 28;
const letter = 7;

function GroupRow({ group, width }: { readonly group: Group; readonly width: number }) {
  const link = useLink([group.id]);
  const labels = group.chips.map((chip) => chip.label);
  const room = roomBeside(width, edges + letter * group.label.length);
  const beside = roomBeside(room, letter * group.note.length);
  const noted =
    !group.gone && chipsIn(labels, group.extents, { width: beside, lines: 1 }) === group.extents;
  return (
    <li>
      <button
        type="button"
        className={group.gone ? 'group gone' : 'group'}
        title={`${group.label}: ${group.note}`}
        {...link}
      >
        <span>{group.label}</span>
        <span className={noted ? 'mu group-note' : 'sr-only'}>{group.note}</span>
        <Chips chips={group.chips} count={group.extents} room={room} />
      </button>
    </li>
  );
}
