import { encode } from '../codec/message';
import { CDAT_HEADER, CDAT_STRUCTURE, cdatMessage, type CdatStructure } from '../layouts/cdat';
import { ldOf, profileOf, type DeviceState } from '../device/device-state';
import type { Profile } from '../device/profiles/profile';

/** A range of the device that the table describes: static volatile, static persistent, or a region. */
interface Group {
  readonly handle: number;
  readonly base: number;
  readonly length: number;
  /** DSMAS flags: bit 2 non-volatile, bit 3 sharable, bit 5 dynamic capacity. */
  readonly flags: number;
  /** EFI memory type and attribute: 1 volatile or dynamic, 2 persistent. */
  readonly efi: number;
}

const PERSISTENT = 0x04;
const SHARABLE = 0x08;
const DYNAMIC = 0x20;

const littleEndian = (value: number): string =>
  Array.from({ length: 8 }, (_, i) =>
    (Math.floor(value / 256 ** i) % 256).toString(16).padStart(2, '0'),
  ).join('');

function groupsOf(device: DeviceState): readonly Group[] {
  const { staticVolatile, staticPersistent } = device.config;
  const fixed = [
    { base: 0, length: staticVolatile, flags: 0, efi: 1 },
    { base: staticVolatile, length: staticPersistent, flags: PERSISTENT, efi: 2 },
  ].filter(({ length }) => length > 0);
  const { dcIsPersistent } = profileOf(device);
  const kind = dcIsPersistent
    ? { flags: DYNAMIC | PERSISTENT, efi: 2 }
    : { flags: DYNAMIC, efi: 1 };
  const dynamic = ldOf(device).regions.map(({ base, length, sharable, dsmadHandle: handle }) => ({
    base,
    length,
    handle,
    flags: kind.flags | (sharable ? SHARABLE : 0),
    efi: kind.efi,
  }));
  return [...fixed.map((group, handle) => ({ ...group, handle })), ...dynamic];
}

const plain = { type: 0, length: CDAT_STRUCTURE, flags: 0, dataType: 0 };

/** Six structures a range: what it is (DSMAS), how fast (DSLBIS, four times), how firmware sees it (DSEMTS). */
const structuresOf = (
  { performance }: Profile,
  { handle, base, length, flags, efi }: Group,
): readonly CdatStructure[] => [
  { ...plain, handle, flags, first: base, second: littleEndian(length) },
  ...performance.map(({ dataType, unit, value }) => ({
    ...plain,
    type: 1,
    handle,
    dataType,
    first: unit,
    second: littleEndian(value),
  })),
  { ...plain, type: 4, handle, flags: efi, first: 0, second: littleEndian(length) },
];

/** The table of a device, byte for byte as QEMU 10.0 and 11.1 build it. All its bytes sum to 0 modulo 256. */
export function cdatBytes(device: DeviceState): Uint8Array {
  const structures = groupsOf(device).flatMap((group) => structuresOf(profileOf(device), group));
  const length = CDAT_HEADER + structures.length * CDAT_STRUCTURE;
  const head = { length, revision: 2, sequence: 0 };
  const unchecked = encode(cdatMessage, { ...head, checksum: 0 }, structures);
  const sum = unchecked.reduce((total, byte) => (total + byte) % 256, 0);
  return encode(cdatMessage, { ...head, checksum: (256 - sum) % 256 }, structures);
}
