import type { Lines } from './lines';

/** A client of QEMU's qtest protocol: one line a command, one line a reply, in order. */
export interface Qtest {
  /** Sends the commands in one go and gives what each replied after its `OK`. */
  readonly exchange: (commands: readonly string[]) => Promise<readonly string[]>;
}

const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

/** The commands of the protocol. */
export const qtest = {
  outl: (port: number, value: number): string => `outl ${hex(port)} ${hex(value)}`,
  writew: (at: number, value: number): string => `writew ${hex(at)} ${hex(value)}`,
  writel: (at: number, value: number): string => `writel ${hex(at)} ${hex(value)}`,
  writeq: (at: number, value: bigint): string => `writeq ${hex(at)} ${hex(value)}`,
  readl: (at: number): string => `readl ${hex(at)}`,
  readq: (at: number): string => `readq ${hex(at)}`,
  /** The bytes as hex digits, at least one byte. */
  write: (at: number, bytes: string): string =>
    `write ${hex(at)} ${hex(bytes.length / 2)} 0x${bytes}`,
  read: (at: number, length: number): string => `read ${hex(at)} ${hex(length)}`,
  clockStep: (ns: number): string => `clock_step ${ns}`,
};

/** A qtest client over a connection. */
export function createQtest(lines: Lines): Qtest {
  return {
    exchange: async (commands) => {
      if (commands.length > 0) lines.send(`${commands.join('\n')}\n`);
      const replies: string[] = [];
      for (const command of commands) {
        const line = await lines.next();
        if (!line.startsWith('OK')) throw new Error(`qtest: ${command}: ${line}`);
        replies.push(line.slice(3));
      }
      return replies;
    },
  };
}

/** The bytes of a reply to `read`, as hex digits. */
export const bytesOf = (reply: string | undefined): string => (reply ?? '').replace(/^0x/, '');

/** The value of a reply to `readl` or `readq`. */
export const valueOf = (reply: string | undefined): bigint => BigInt(reply ?? 0);
