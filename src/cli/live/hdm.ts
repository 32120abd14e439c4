import { spaceBytes, windowBase, type VirtualMachine } from './virtual-machine';
import { deviceComponents, upstreamComponents } from './pci';
import { qtest, valueOf, type Qtest } from './qtest';

/** Component registers of the CXL host bridge, on a machine with 128 MiB of memory. */
const hostBridgeComponents = 0x1_0000_0000;

/** Offset of the CXL capabilities in component registers (CXL r3.1 8.2.3). */
const capabilities = 0x1000;
const hdmCapability = 5;

/** Finds the HDM decoders among the capabilities of one component (CXL r3.1 8.2.4). */
async function decodersOf(client: Qtest, components: number): Promise<number | undefined> {
  const first = components + capabilities;
  const [header] = await client.exchange([qtest.readl(first)]);
  const count = Number(valueOf(header) >> 24n);
  const entries = Array.from({ length: count }, (_, at) => qtest.readl(first + 4 + 4 * at));
  const found = (await client.exchange(entries))
    .map((entry) => Number(valueOf(entry)))
    .find((entry) => (entry & 0xffff) === hdmCapability);
  return found === undefined ? undefined : first + (found >>> 20);
}

/** Commits decoder 0 over the whole window, not interleaved, or takes the commitment back. */
function setDecoder(decoders: number, length: number, commit: boolean): string[] {
  const first = decoders + 0x10;
  const low = (value: number): number => value % 2 ** 32;
  const high = (value: number): number => Math.floor(value / 2 ** 32);
  return [
    qtest.writel(decoders + 4, 2),
    qtest.writel(first, low(windowBase)),
    qtest.writel(first + 4, high(windowBase)),
    qtest.writel(first + 8, low(length)),
    qtest.writel(first + 0xc, high(length)),
    // Target list 0 of a bridge, DPA skip 0 of the device.
    qtest.writel(first + 0x14, 0),
    qtest.writel(first + 0x18, 0),
    qtest.writel(first + 0x10, commit ? 0x200 : 0),
  ];
}

/** Commits the decoders on the way to the device and its own; takes back only its own. */
export async function setDecoders(
  client: Qtest,
  machine: VirtualMachine,
  commit: boolean,
): Promise<void> {
  const way = machine.topology === 'switch' ? [upstreamComponents] : [];
  const components = commit ? [hostBridgeComponents, ...way, deviceComponents] : [deviceComponents];
  for (const component of components) {
    const decoders = await decodersOf(client, component);
    // A host bridge with one root port has none.
    if (decoders === undefined) continue;
    await client.exchange(setDecoder(decoders, spaceBytes(machine), commit));
  }
}
