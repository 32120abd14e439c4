import { useRef } from 'react';
import type { DeviceView, Tone } from '../../model/view/page';
import { roomBeside } from '../entity/chip-room';
import { Chips } from '../entity/Chips';
import { CrossIcon, TickIcon } from '../kit/Icons';
import { iec } from '../kit/format';
import { useWidth } from '../kit/use-width';

type Mailbox = NonNullable<DeviceView['mailbox']>;

/** The slot a command arrives in, with the last one and its answer. */
export function MailboxSlot({ mailbox }: { readonly mailbox: DeviceView['mailbox'] }) {
  return (
    <div className="slot">
      <div className="cap">
        <b>Mailbox</b>
        {mailbox && <span>{mailbox.now ? 'this step' : 'earlier'}</span>}
      </div>
      {mailbox === undefined ? (
        <div className="mailbox none">no command yet</div>
      ) : (
        <Command mailbox={mailbox} />
      )}
    </div>
  );
}

/** Pixels of the code at the end of the row. */
const codeRoom = 54;

function Command({ mailbox }: { readonly mailbox: Mailbox }) {
  const row = useRef<HTMLDivElement>(null);
  const width = useWidth(row);
  return (
    <>
      <div className={`mailbox ${mailbox.tone} ${mailbox.now ? 'now' : ''}`}>
        <div className="mailbox-row">
          <b className="m">{mailbox.opcode}</b>
          <span className="mailbox-name" title={mailbox.name}>
            {mailbox.name}
          </span>
        </div>
        <div className="mailbox-row" ref={row}>
          <Chips
            chips={mailbox.chips}
            count={mailbox.extents}
            room={roomBeside(width, codeRoom)}
            interactive
          />
          <b className={`mailbox-code ${mailbox.tone}`}>
            {mailbox.code} <ToneIcon tone={mailbox.tone} />
          </b>
        </div>
        <div className="mailbox-row mu">
          <span>in {iec(mailbox.bytesIn)}</span>
          <span>out {iec(mailbox.bytesOut)}</span>
        </div>
      </div>
      <div className="slot-note" title={mailbox.codeName}>
        {mailbox.codeName}
      </div>
    </>
  );
}

function ToneIcon({ tone }: { readonly tone: Tone }) {
  return tone === 'refused' || tone === 'crash' ? <CrossIcon /> : <TickIcon />;
}
