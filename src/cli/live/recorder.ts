import type { JsonValue } from '../../model/index';
import {
  numberAt,
  opcodeOf,
  textAt,
  type Fields,
  type TraceStep,
} from '../../model/conformance/trace';
import { createBoard, type Board } from './board';
import { burnEvents } from './burn';
import { payloadBytes } from './hazards';
import type { VirtualMachine } from './virtual-machine';
import { backgroundStatus, eventStatus, mailboxStatus, type Command } from './mailbox-registers';
import type { Qemu } from './qemu-find';
import { startQemu, type Running } from './qemu-process';
import { qtest } from './qtest';
import { opcodeText } from './wire';

/** What one operation does, and the results that it adds to its step. */
type Operation = (live: Live, fields: Fields) => Promise<Fields>;

interface Live {
  readonly running: Running;
  readonly board: Board;
}

const resultOf = (result: JsonValue): Fields => ({ result });

/**
 * A length field beyond the input takes in what the payload registers still hold of the last output. So that a
 * step means the same after any other, zeros are written there.
 */
function commandOf(fields: Fields): Command {
  const input = textAt(fields, 'in_hex');
  const { length } = fields;
  if (typeof length !== 'number') {
    return { opcode: opcodeOf(fields), input, length: input.length / 2 };
  }
  const written = input.padEnd(2 * Math.min(length, payloadBytes), '0');
  return { opcode: opcodeOf(fields), input: written, length };
}

const commanded =
  (mailbox: 'mailbox' | 'switchMailbox'): Operation =>
  async ({ board }, fields) => {
    const { code, output } = await board[mailbox](commandOf(fields));
    return { ret: code, out_hex: output };
  };

const register =
  (offset: number): Operation =>
  async ({ board }) =>
    resultOf(await board.register(offset));

/** Moves the clock; without the accelerator `qtest` there is none to move. */
const stepClock: Operation = async ({ running }, fields) => {
  if (running.accelerator !== 'qtest') return resultOf('unsupported');
  const [now] = await running.qtest.exchange([qtest.clockStep(numberAt(fields, 'ns'))]);
  return resultOf(Number(now));
};

const tunnel: Operation = async ({ board }, fields) => {
  const port = numberAt(fields, 'port');
  const { tunnel: ret, answer } = await board.tunnel(
    port,
    opcodeOf(fields),
    textAt(fields, 'in_hex'),
  );
  return { tunnel_ret: ret, ret: answer?.code ?? null, out_hex: answer?.output ?? '' };
};

const reset: Operation = async ({ running, board }) => {
  await running.qmp.until('RESET', 'system_reset');
  await board.enumerate();
  return resultOf({});
};

const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['mailbox', commanded('mailbox')],
  ['switch_mailbox', commanded('switchMailbox')],
  ['fm', tunnel],
  [
    'qmp',
    async ({ running }, fields) =>
      resultOf(await running.qmp.execute(textAt(fields, 'name'), fields['args'])),
  ],
  [
    'mem_read',
    async ({ board }, fields) =>
      resultOf({ ...(await board.readMemory(numberAt(fields, 'dpa'), numberAt(fields, 'len'))) }),
  ],
  [
    'mem_write',
    async ({ board }, fields) => {
      await board.writeMemory(numberAt(fields, 'dpa'), textAt(fields, 'data'));
      return resultOf({});
    },
  ],
  ['event_status', register(eventStatus)],
  ['mbox_status', register(mailboxStatus)],
  ['bg_status', register(backgroundStatus)],
  ['msix_enable', async ({ board }) => resultOf(await board.msix.enable())],
  ['msix_poll', async ({ board }) => resultOf(await board.msix.poll())],
  ['clock_step', stepClock],
  ['reset', reset],
  [
    'burn_events',
    async ({ running, board }, fields) => resultOf([...(await burnEvents(running, board, fields))]),
  ],
  [
    'hdm',
    async ({ board }, fields) => {
      await board.setDecoders(fields['commit'] === true);
      return resultOf({});
    },
  ],
]);

/** Plays inputs to one QEMU. */
export interface Recorder {
  /** The step with what QEMU did. After a step with `crash` there is no QEMU any more. */
  readonly play: (input: TraceStep) => Promise<TraceStep>;
  readonly close: () => Promise<void>;
}

const stepMs = 20_000;

/** Runs the operation, and tells a QEMU that died of it or hangs in it. */
async function surviving(live: Live, { op, fields }: TraceStep): Promise<Fields> {
  const operation = operations.get(op);
  if (operation === undefined) throw new Error(`a step "${op}" cannot be recorded`);
  const patience = AbortSignal.timeout(stepMs);
  const give = (): void => void live.running.kill();
  patience.addEventListener('abort', give);
  try {
    return await operation(live, fields);
  } catch (reason) {
    // A broken connection means that QEMU is gone; anything else is a fault of this program.
    if (!(reason instanceof Error) || !reason.message.includes('closed')) throw reason;
    const { signal = '', stderr } = await live.running.exited;
    const where = op === 'mailbox' || op === 'fm' ? `${op} ${textAt(fields, 'opcode')}h` : op;
    return { crash: { where, kind: patience.aborted ? 'hang' : 'signal', signal, stderr } };
  } finally {
    patience.removeEventListener('abort', give);
  }
}

/** Starts a QEMU, brings its board up, commits its decoders, and is ready to play. An exported machine has its window elsewhere. */
export async function createRecorder(qemu: Qemu, machine: VirtualMachine): Promise<Recorder> {
  const running = await startQemu(qemu, machine);
  const board = createBoard(running, machine);
  await board.enumerate();
  if (machine.exported === undefined) await board.setDecoders(true);
  const { code } = await board.mailbox({ opcode: 0x4000, input: '', length: 0 });
  if (code !== 0) throw new Error(`Identify Memory Device gave ${opcodeText(code)}h`);
  const live = { running, board };
  return {
    play: async (input) => ({
      op: input.op,
      fields: { ...input.fields, ...(await surviving(live, input)) },
    }),
    close: running.kill,
  };
}
