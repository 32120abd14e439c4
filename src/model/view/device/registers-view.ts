import { spansOf } from '../../codec/message';
import type { Profile } from '../../device/profiles/profile';
import { cdatBytes } from '../../mailbox/doe-cdat';
import { ldOf, profileOf, type DeviceState, type Ld } from '../../device/device-state';
import { cdatMessage } from '../../layouts/cdat';
import { fieldOfSpan } from '../bytes/fields';
import { happeningsOf } from '../scene/gather';
import type { BytesTab } from '../page/bytes';
import { logNames } from '../../happening';
import { backgroundStatus, mailboxStatus, memoryDeviceStatus } from '../../mailbox/registers';
import { commands } from '../../mailbox/command-table';
import { codeTitle, hexCode } from '../../layouts/return-code';
import { ldAfter, type Scene } from '../scene/scene';
import type { RegisterField, RegistersView, RegisterView } from '../page/tools';
import type { SimulationState } from '../../simulation/state';
import { counted } from '../../units';
import { definedOnly } from '../scene/present';

/** A register as data: where it is, how it reads, and what its bits mean. */
interface Register {
  readonly name: string;
  readonly offset: number;
  readonly width: number;
  readonly access: string;
  readonly read: (state: SimulationState) => bigint;
  readonly fields: readonly Field[];
}

/** `[high, low]` bits of a field. */
type Field = readonly [
  label: string,
  high: number,
  low: number,
  means?: (value: number, device: DeviceState) => string | undefined,
];

const title = (code: number): string => codeTitle(code);
const opcodeName = (opcode: number): string | undefined => commands.get(opcode)?.name;
const yes =
  (text: string) =>
  (bit: number): string | undefined =>
    bit === 1 ? text : undefined;

const READ_ONLY = 'Read only; writes are ignored.';
const MAILBOX = 'Write with 4 or 8 bytes; a shorter write makes QEMU abort.';

const lastCommand = ({ lastCommand: { opcode, length } }: Ld): bigint =>
  BigInt(opcode) | (BigInt(length) << 16n);

/** QEMU's device registers in BAR2, in the order of their offsets (CXL r3.1 8.2.8). */
const registers: readonly Register[] = [
  {
    name: 'Device Capabilities Array',
    offset: 0x00,
    width: 8,
    access: READ_ONLY,
    read: () => 0x0000_0003_0001_0000n,
    fields: [
      ['Capability ID', 15, 0],
      ['Version', 23, 16],
      ['Count', 47, 32],
    ],
  },
  {
    name: 'Event Status',
    offset: 0x80,
    width: 8,
    access: READ_ONLY,
    read: ({ device }) => BigInt(ldOf(device).eventStatus),
    fields: logNames.map((name, bit): Field => [
      spoken(name),
      bit,
      bit,
      yes('the log holds records'),
    ]),
  },
  {
    name: 'Mailbox Capabilities',
    offset: 0x88,
    width: 4,
    access: `${MAILBOX} QEMU stores what is written, although the spec has it read only.`,
    read: ({ device }) => mailboxCapabilities(profileOf(device)),
    fields: [
      ['Payload size, log2', 4, 0, (value) => `${2 ** value} bytes`],
      ['Doorbell interrupt', 5, 5],
      ['Background interrupt', 6, 6],
      ['Interrupt message number', 10, 7],
    ],
  },
  {
    name: 'Mailbox Control',
    offset: 0x8c,
    width: 4,
    access: `${MAILBOX} Setting the doorbell runs the command before the write returns.`,
    read: () => 0n,
    fields: [
      ['Doorbell', 0, 0],
      ['Doorbell interrupt enable', 1, 1],
      ['Background interrupt enable', 2, 2],
    ],
  },
  {
    name: 'Command',
    offset: 0x90,
    width: 8,
    access: MAILBOX,
    read: ({ device }) => lastCommand(ldOf(device)),
    fields: [
      ['Opcode', 15, 0, opcodeName],
      ['Payload length', 35, 16, (value) => `${counted(value, 'byte')} out`],
    ],
  },
  {
    name: 'Mailbox Status',
    offset: 0x98,
    width: 8,
    access: 'Read only. An 8-byte read refreshes bit 0; shorter reads give what is stored.',
    read: ({ device }) => mailboxStatus(device),
    fields: [
      ['Background operation', 0, 0, yes('a background command runs, or none has ended yet')],
      ['Return code', 47, 32, title],
      ['Vendor extended status', 63, 48],
    ],
  },
  {
    name: 'Background Command Status',
    offset: 0xa0,
    width: 8,
    access: 'An 8-byte read refreshes it; writes are stored until then.',
    read: ({ device }) => backgroundStatus(device),
    fields: [
      ['Opcode', 15, 0, opcodeName],
      ['Percentage', 22, 16, (value) => `${value} %`],
      ['Return code', 47, 32, title],
    ],
  },
  {
    name: 'Memory Device Status',
    offset: 0x8a8,
    width: 8,
    access: 'Read only. QEMU ignores the offset inside it: every read gives the low bytes.',
    read: ({ device }) => memoryDeviceStatus(device),
    fields: [
      ['Media status', 3, 2, (value) => (value === 1 ? 'ready' : 'disabled')],
      ['Mailbox interfaces ready', 4, 4],
    ],
  },
];

function spoken(name: string): string {
  return name === 'dynamicCapacity'
    ? 'Dynamic Capacity'
    : name.charAt(0).toUpperCase() + name.slice(1);
}

const hexOf = (value: bigint, width: number): string =>
  `0x${value
    .toString(16)
    .toUpperCase()
    .padStart(2 * width, '0')
    .replace(/\B(?=(?:.{4})+$)/g, '_')}`;

function fieldOf(
  [label, high, low, means]: Field,
  value: bigint,
  device: DeviceState,
): RegisterField {
  const bits = Number((value >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n));
  return {
    label,
    bits: high === low ? String(low) : `${high}:${low}`,
    value: high - low > 8 ? hexCode(bits, 4) : String(bits),
    ...definedOnly({ derived: means?.(bits, device) }),
  };
}

function registerOf(
  { name, offset, width, access, read, fields }: Register,
  { before, after }: Scene,
): RegisterView {
  const value = read(after);
  return {
    id: `register:${offset}`,
    name,
    offset,
    width,
    value: hexOf(value, width),
    access,
    changed: read(before) !== value,
    fields: fields.map((field) => fieldOf(field, value, after.device)),
  };
}

function cdatTab(device: DeviceState): BytesTab {
  const bytes = cdatBytes(device);
  return {
    id: 'cdat',
    label: 'CDAT',
    title: 'Coherent Device Attribute Table',
    bytes,
    fields: spansOf(cdatMessage, bytes).map((span) => fieldOfSpan('cdat', span)),
  };
}

/** Payload size as log2, no interrupt for the doorbell, one for the background, and its vector. */
const mailboxCapabilities = ({ mailboxSize, completionVector }: Profile): bigint =>
  BigInt(Math.log2(mailboxSize) | (1 << 6) | (completionVector << 7));

/** The device registers as a driver would read them now. */
export function registersView(scene: Scene): RegistersView {
  const { hardware, maker } = profileOf(scene.after.device);
  const absent = `${maker} is software only: it has no registers, no interrupts and no CDAT to read. Linux is told by other ways what those would say.`;
  const raised = happeningsOf(scene.happenings, 'interruptRaised').map(
    ({ vector }) => `MSI-X vector ${vector}`,
  );
  const { eventLogs } = ldAfter(scene);
  const enabled = eventLogs.dynamicCapacity.interruptEnabled
    ? `The Dynamic Capacity log interrupts when it stops being empty, by vector ${eventLogs.dynamicCapacity.vector}.`
    : 'Interrupts of the Dynamic Capacity log are off (Set Event Interrupt Policy turns them on).';
  return {
    ...(hardware ? {} : { absent }),
    registers: registers.map((register) => registerOf(register, scene)),
    cdat: cdatTab(scene.after.device),
    interrupts: raised.length > 0 ? `${raised.join(', ')} fired in this step. ${enabled}` : enabled,
  };
}
