import { decode } from '../codec/message';
import { getLabelsRequest, LABELS_HEAD, setLabelsRequest } from '../layouts/labels';
import { getLabelsLadder, setLabelsLadder } from '../rules/labels';
import { checked, done, type Command } from './command';

const getLabels: Command = {
  opcode: 0x4102,
  name: 'Get LSA',
  section: '8.2.9.9.2.3',
  ladder: getLabelsLadder,
  length: 8,
  request: getLabelsRequest,
  run: (context, payload) =>
    checked(context, getLabelsLadder, decode(getLabelsRequest, payload).header, () =>
      done(context.device),
    ),
};

const setLabels: Command = {
  opcode: 0x4103,
  name: 'Set LSA',
  section: '8.2.9.9.2.4',
  ladder: setLabelsLadder,
  length: 'variable',
  request: setLabelsRequest,
  run(context, payload) {
    const { offset } = decode(setLabelsRequest, payload).header;
    const input = { offset, length: payload.length - LABELS_HEAD, payloadLength: payload.length };
    return checked(context, setLabelsLadder, input, () => done(context.device));
  },
};

/** Labels of command set 41h. */
export const labelCommands: readonly Command[] = [getLabels, setLabels];
