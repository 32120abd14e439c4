import { fromHex, toHex } from '../../codec/codec';
import { decode, encode } from '../../codec/message';
import { getEventRecordsReply } from '../../layouts/event-record';

/** A command of a session, its bytes in hexadecimal. */
export interface SessionCommand {
  readonly opcode: string;
  readonly in: string;
  readonly ret: number;
  readonly out: string;
}

/** What was answered, with the timestamps of event records taken out: they tell when it was recorded. */
function timeless({ opcode, out }: SessionCommand): string {
  if (opcode !== '0100h' || out === '') return out;
  const { header, items } = decode(getEventRecordsReply, fromHex(out));
  return toHex(
    encode(
      getEventRecordsReply,
      { ...header, firstOverflow: 0n, lastOverflow: 0n },
      items.map((item) => ({ ...item, timestamp: 0n })),
    ),
  );
}

/** A command as it is compared. */
export const commandText = (command: SessionCommand): string =>
  `${command.opcode} in ${command.in} ret ${command.ret} out ${timeless(command)}`;

/** A read of the Dynamic Capacity event log. */
export const isRead = ({ opcode, in: log }: Pick<SessionCommand, 'opcode' | 'in'>): boolean =>
  opcode === '0100h' && log === '04';
