import type { EntityId, MemoryRow, PageView, RegionMap } from '../../model/view/page';
import { parseSize } from '../kit/size-text';
import { hexGrouped, iec } from '../kit/format';

/** What a guest's access names: a DPA, or the HPA that a decoder maps to it. */
export interface Place {
  readonly space: 'dpa' | 'hpa';
  readonly at: number;
}

export const rowBytes = 16;
/** How much the rows can be scrolled through at once; beyond it one jumps. */
export const windowBytes = 64 * 1024;

/** Where an extent, some blocks or a region begins. */
export function dpaOf(
  id: EntityId,
  { maps, ledger }: Pick<PageView, 'maps' | 'ledger'>,
): number | undefined {
  const [, region, first] = /^blocks:(\d+):(\d+)-/.exec(id) ?? [];
  if (region !== undefined) {
    const map = maps.find(({ index }) => index === Number(region));
    return map && map.base + Number(first) * map.blockSize;
  }
  return maps.find((map) => map.id === id)?.base ?? ledger.rows.find((row) => row.id === id)?.start;
}

/** The region and the block that an address lies in. */
export function blockAt(
  maps: readonly RegionMap[],
  dpa: number,
): { readonly region: RegionMap; readonly block: number } | undefined {
  const region = maps.find(({ base, length }) => dpa >= base && dpa < base + length);
  return region && { region, block: Math.floor((dpa - region.base) / region.blockSize) };
}

export type ParsedAddress =
  | { readonly kind: 'dpa'; readonly dpa: number }
  | { readonly kind: 'fault'; readonly fault: string };

/** Reads an address as people write it, and says where the device ends. */
export function parseAddress(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): ParsedAddress {
  const parsed = parseSize(text);
  if (parsed.kind === 'fault') {
    return { kind: 'fault', fault: 'Write a DPA: 0x1000_0000, 268435456 or 256MiB.' };
  }
  const dpa = parsed.bytes;
  if (dpa >= from && dpa < to) return { kind: 'dpa', dpa };
  const last = hexGrouped(to - 1);
  return { kind: 'fault', fault: `The device ends at ${last} (${iec(to)}); this is beyond it.` };
}

/** What a guest meets there, in words. */
export const stateSays: Readonly<Record<MemoryRow['state'], string>> = {
  static: 'static memory',
  backed: 'accepted capacity',
  unbacked: 'not backed: a guest cannot see this',
  noDecoder: 'no decoder maps this',
};

/** Printable ASCII, and a dot for the rest. */
export function asciiOf(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
    .join('');
}
