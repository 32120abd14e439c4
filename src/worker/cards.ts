import type { ConfigProblem, DeviceConfig } from '../model/device/config';
import type { TextProblem } from '../model/interop/json-text';
import type { Card } from '../model/view/page';

/** The fields of a device as the form of a new one names them. */
const formLabels: Readonly<Record<keyof DeviceConfig, string>> = {
  id: 'Device id',
  staticVolatile: 'Static capacity, MiB',
  staticPersistent: 'Persistent static capacity',
  dynamicCapacity: 'Dynamic capacity, MiB',
  regionCount: 'Regions',
  extentLimit: 'Extent limit',
  serial: 'Serial number',
};

/** A device that QEMU would not start, in QEMU's own words. */
export const configCard = ({ desc, hint, field, fix }: ConfigProblem): Card => ({
  title: 'QEMU would not start this device',
  what: hint === undefined ? desc : `${desc} (${hint})`,
  where: [{ text: formLabels[field] }],
  why: 'QEMU checks the device when it is created, and stops at the first thing it cannot build.',
  evidence: [],
  fix,
});

/** Text that could not be read, with the place. */
export const textCard = ({ line, column, found, expected, hint }: TextProblem): Card => ({
  title: 'This text could not be read',
  what: `Found ${found}; expected ${expected}.`,
  where: [{ text: `Line ${line}, column ${column}` }],
  why: 'Nothing of the text was applied.',
  evidence: [],
  fix: hint,
});

/** Text that holds no request. */
export const emptyCard: Card = {
  title: 'There is no request in this text',
  what: 'No object with "execute" was found.',
  where: [],
  why: 'A QMP session is one or more JSON objects such as { "execute": "cxl-add-dynamic-capacity", "arguments": { … } }.',
  evidence: [],
  fix: 'Paste the requests you sent to QEMU, or use the form.',
};

/** A choice this build does not know. */
export const unknownCard = (kind: string, found: string): Card => ({
  title: `There is no ${kind} “${found}”`,
  what: `This build does not know the ${kind}.`,
  where: [],
  why: 'The choice came from somewhere else than the lists of this page.',
  evidence: [],
  fix: 'Choose one of the list.',
});

/** Bytes that are not written as hex. */
export const notHexCard: Card = {
  title: 'These bytes could not be read',
  what: 'Bytes are pairs of hexadecimal digits, such as 0400.',
  where: [],
  why: 'Nothing was sent.',
  evidence: [],
  fix: 'Write two digits 0-9 or a-f for each byte.',
};
