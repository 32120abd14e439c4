import type { VirtualMachine } from './virtual-machine';
import { deviceConfig, deviceMsix } from './pci';
import { qtest, valueOf, type Qtest } from './qtest';

/** Interrupts of the device, seen as writes to guest memory. */
export interface Msix {
  /** Points every vector to a mark of its own in memory; gives how many there are. */
  readonly enable: () => Promise<number>;
  /** The vectors that fired since the last poll. */
  readonly poll: () => Promise<readonly number[]>;
}

const vectorCount = 8;
const marks = 0x10_0000;
const msixId = 0x11;

const markOf = (vector: number): number => marks + 4 * vector;
const vectors = Array.from({ length: vectorCount }, (_, vector) => vector);
const clear = vectors.map((vector) => qtest.writel(markOf(vector), 0));

async function capability(client: Qtest, machine: VirtualMachine): Promise<number> {
  const read = async (register: number): Promise<number> =>
    Number(valueOf((await client.exchange([qtest.readl(deviceConfig(machine, register))]))[0]));
  let at = (await read(0x34)) & 0xfc;
  for (;;) {
    if (at === 0) throw new Error('the device has no MSI-X capability');
    const header = await read(at);
    if ((header & 0xff) === msixId) return at;
    at = (header >>> 8) & 0xfc;
  }
}

/** The interrupts of the device on an enumerated board. */
export function createMsix(client: Qtest, machine: VirtualMachine): Msix {
  return {
    enable: async () => {
      const at = await capability(client, machine);
      const table = vectors.flatMap((vector) => {
        const entry = deviceMsix + 16 * vector;
        return [markOf(vector), 0, 1, 0].map((value, word) =>
          qtest.writel(entry + 4 * word, value),
        );
      });
      const on = qtest.writew(deviceConfig(machine, at + 2), 0x8000);
      await client.exchange([...clear, ...table, on]);
      return vectorCount;
    },
    poll: async () => {
      const replies = await client.exchange(vectors.map((vector) => qtest.readl(markOf(vector))));
      await client.exchange(clear);
      return vectors.filter((vector) => valueOf(replies[vector]) !== 0n);
    },
  };
}
