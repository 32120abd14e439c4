import { setDecoders } from './hdm';
import { windowBase, type VirtualMachine } from './virtual-machine';
import { runCommand, type Answer, type Command } from './mailbox-registers';
import { createMsix, type Msix } from './msix';
import { deviceRegisters, enumerationCommands, switchRegisters } from './pci';
import type { Running } from './qemu-process';
import { bytesOf, qtest, valueOf } from './qtest';
import { le, readLe } from './wire';
import { textAt } from '../../model/conformance/trace';

export interface MemoryRead {
  readonly data: string;
  readonly memtx: 'ok' | 'error';
}

export interface TunnelAnswer {
  /** Return code of the tunnel itself. */
  readonly tunnel: number;
  /** What the command at its end came to, if the tunnel worked. */
  readonly answer: Answer | undefined;
}

/** Firmware, driver and guest of a running QEMU. */
export interface Board {
  /** What firmware does at power-on: after a reset too. */
  readonly enumerate: () => Promise<void>;
  readonly setDecoders: (commit: boolean) => Promise<void>;
  readonly mailbox: (command: Command) => Promise<Answer>;
  readonly switchMailbox: (command: Command) => Promise<Answer>;
  /** An FM API command through the switch to the logical device behind a port. */
  readonly tunnel: (port: number, opcode: number, input: string) => Promise<TunnelAnswer>;
  readonly register: (offset: number) => Promise<number>;
  readonly readMemory: (dpa: number, length: number) => Promise<MemoryRead>;
  readonly writeMemory: (dpa: number, data: string) => Promise<void>;
  readonly msix: Msix;
}

/** The board around a device of a running QEMU. */
export function createBoard(running: Running, machine: VirtualMachine): Board {
  const client = running.qtest;
  const exchange = async (...commands: string[]): Promise<string | undefined> =>
    (await client.exchange(commands)).at(-1);
  const switchMailbox = (command: Command): Promise<Answer> =>
    runCommand(client, switchRegisters, command);
  return {
    enumerate: async () => {
      await client.exchange(enumerationCommands(machine));
    },
    setDecoders: (commit) => setDecoders(client, machine, commit),
    mailbox: (command) => runCommand(client, deviceRegisters, command),
    switchMailbox,
    tunnel: async (port, opcode, input) => {
      const message = tunnelRequest(port, opcode, input);
      const length = message.length / 2;
      const { code, output } = await switchMailbox({ opcode: 0x5300, input: message, length });
      return { tunnel: code, answer: code === 0 ? tunnelAnswer(output) : undefined };
    },
    register: async (offset) =>
      Number(valueOf(await exchange(qtest.readq(deviceRegisters + offset)))),
    readMemory: async (dpa, length) => {
      // qtest reads 0 where an access fails; only the monitor tells that it did.
      const examine = { 'command-line': `xp /${length}xb ${windowBase + dpa}` };
      const [reply, examined] = await Promise.all([
        exchange(qtest.read(windowBase + dpa, length)),
        running.qmp.execute('human-monitor-command', examine),
      ]);
      const failed = textAt(examined, 'return').includes('Cannot access memory');
      return { data: bytesOf(reply), memtx: failed ? 'error' : 'ok' };
    },
    writeMemory: async (dpa, data) => {
      await exchange(qtest.write(windowBase + dpa, data));
    },
    msix: createMsix(client, machine),
  };
}

/** CXL r3.1 7.6.7.3.1: port, target type, size, then a CCI message (figure 7-19) with its payload. */
export function tunnelRequest(port: number, opcode: number, input: string): string {
  const length = input.length / 2;
  const header = le(0, 4) + le(opcode, 2) + le(length, 3) + le(0, 2) + le(0, 2);
  // Category, tag and a reserved byte, then the command; the header has 12 bytes.
  return le(port, 1) + le(0, 1) + le(12 + length, 2) + header.slice(2) + input;
}

/** The CCI message follows a header of 4 bytes: its return code is at 8, its payload at 12. */
const tunnelAnswer = (output: string): Answer => ({
  code: Number(readLe(output, 4 + 8, 2)),
  output: output.slice(2 * (4 + 12)),
});
