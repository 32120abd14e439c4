import type { DeviceView, Tone } from '../../model/view/page';
import { ChipView } from '../kit/ChipView';
import { CrossIcon, TickIcon } from '../kit/Icons';
import { iec } from '../kit/format';

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

function Command({ mailbox }: { readonly mailbox: Mailbox }) {
  return (
    <>
      <div className={`mailbox ${mailbox.tone} ${mailbox.now ? 'now' : ''}`}>
        <div className="mailbox-row">
          <b className="m">{mailbox.opcode}</b>
          <span className="mailbox-name" title={mailbox.name}>
            {mailbox.name}
          </span>
        </div>
        <div className="mailbox-row">
          <span className="chips">
            {mailbox.chips.map((chip) => (
              <ChipView key={chip.id} chip={chip} interactive />
            ))}
          </span>
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
