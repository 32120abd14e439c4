import { decode, encode } from '../codec/message';
import { ldWith, timeOf, withLd } from '../device/device-state';
import { timestampMessage } from '../layouts/timestamp';
import { timestampLadder } from '../rules/timestamp';
import { checked, done, type Command } from './command';

const getTimestamp: Command = {
  opcode: 0x0300,
  name: 'Get Timestamp',
  section: '8.2.9.4.1',
  length: 0,
  reply: timestampMessage,
  ladder: timestampLadder,
  run: (context) =>
    checked(context, timestampLadder, context, () => {
      const { device, ld, clock } = context;
      return done(device, encode(timestampMessage, { timestamp: timeOf(ld, clock) }));
    }),
};

const setTimestamp: Command = {
  opcode: 0x0301,
  name: 'Set Timestamp',
  section: '8.2.9.4.2',
  length: 8,
  request: timestampMessage,
  ladder: timestampLadder,
  run: (context, payload) =>
    checked(context, timestampLadder, context, () => {
      const { device, ld, clock } = context;
      const { timestamp } = decode(timestampMessage, payload).header;
      return done(withLd(device, ldWith(ld, { timestamp: { value: timestamp, setAt: clock } })));
    }),
};

/** Command set 03h, timestamp. */
export const timestampCommands: readonly Command[] = [getTimestamp, setTimestamp];
