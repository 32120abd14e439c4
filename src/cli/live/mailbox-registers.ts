import { bytesOf, qtest, valueOf, type Qtest } from './qtest';

/** What a command came to. */
export interface Answer {
  readonly code: number;
  /** Hex digits. */
  readonly output: string;
}

/** A command for a mailbox. `length` is what the length field says. */
export interface Command {
  readonly opcode: number;
  readonly input: string;
  readonly length: number;
}

const mailbox = 0x88;
const offsets = { control: 4, command: 8, status: 0x10, background: 0x18, payload: 0x20 };

export const eventStatus = 0x80;
export const mailboxStatus = mailbox + offsets.status;
export const backgroundStatus = mailbox + offsets.background;

/** Writes a command into the mailbox among the device registers at `base`, and rings its doorbell. */
export function sending(base: number, { opcode, input, length }: Command): readonly string[] {
  const at = base + mailbox;
  return [
    ...(input === '' ? [] : [qtest.write(at + offsets.payload, input)]),
    qtest.writeq(at + offsets.command, BigInt(opcode) + BigInt(length) * 0x1_0000n),
    qtest.writel(at + offsets.control, 1),
  ];
}

/** Sends a command and reads what came of it. */
export async function runCommand(client: Qtest, base: number, command: Command): Promise<Answer> {
  const at = base + mailbox;
  const commands = [
    ...sending(base, command),
    qtest.readq(at + offsets.status),
    qtest.readq(at + offsets.command),
  ];
  const [status, registers] = (await client.exchange(commands)).slice(-2);
  const code = Number((valueOf(status) >> 32n) & 0xffffn);
  const outputLength = Number((valueOf(registers) >> 16n) & 0xf_ffffn);
  if (outputLength === 0) return { code, output: '' };
  const [output] = await client.exchange([qtest.read(at + offsets.payload, outputLength)]);
  return { code, output: bytesOf(output) };
}
