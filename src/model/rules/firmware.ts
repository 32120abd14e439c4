import { completes, fwActions, type Firmware } from '../device/firmware';
import type { FirmwareKeeping } from '../device/profiles/profile';
import { TRANSFER_HEAD } from '../layouts/firmware';
import { iec } from '../units';
import { finding, once, type Rung } from './rule';

const TRANSFER = '8.2.9.3.2';
const ACTIVATE = '8.2.9.3.3';

export interface TransferInput {
  readonly firmware: Firmware;
  readonly keeping: FirmwareKeeping;
  readonly payloadLength: number;
  readonly action: number;
  readonly slot: number;
  /** Bytes. */
  readonly offset: number;
  readonly length: number;
}

/** What 0201h Transfer FW looks at before it may abort a transfer. */
export const transferHeadLadder: readonly Rung<TransferInput>[] = [
  once({
    id: '0201.header',
    says: 'The payload holds the header',
    section: TRANSFER,
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: `{0} ≥ ${TRANSFER_HEAD}`,
    fix: `Send at least ${TRANSFER_HEAD} bytes.`,
    check: ({ payloadLength }) =>
      finding(
        payloadLength >= TRANSFER_HEAD,
        'length',
        () => 'The payload ends inside the header.',
        payloadLength,
      ),
  }),
];

const goesOn = (action: number): boolean =>
  action === fwActions.continue || action === fwActions.end;

const begins = (action: number): boolean =>
  action === fwActions.full || action === fwActions.initiate;

/** Whether a slot can be written or made active: it exists, and is not the active one. */
const isFree = (slot: number, { active }: Firmware, { slots }: FirmwareKeeping): boolean =>
  slot !== 0 && slot !== active && slot <= slots;

/** What it looks at in every other action. */
export const transferLadder: readonly Rung<TransferInput>[] = [
  once({
    id: '0201.size',
    says: 'The part lies in the largest package',
    section: TRANSFER,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} + {1} ≤ {2}',
    fix: 'Send a part that ends within the largest package.',
    check: ({ offset, length, keeping: { packageBytes } }) =>
      finding(
        offset + length <= packageBytes,
        'blocks',
        () => `The part ends past ${iec(packageBytes)}.`,
        offset,
        length,
        packageBytes,
      ),
  }),
  once({
    id: '0201.begun',
    says: 'No transfer goes on when another begins',
    section: TRANSFER,
    broken: { kind: 'code', code: 'fwTransferInProgress' },
    shows: '{0}',
    fix: 'End or abort the transfer that goes on.',
    check: ({ firmware, action }) =>
      finding(
        !firmware.transferring || !begins(action),
        'action',
        () => 'A transfer goes on.',
        action,
      ),
  }),
  once({
    id: '0201.goes-on',
    says: 'A transfer goes on when a part of it comes',
    section: TRANSFER,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'Initiate a transfer first.',
    check: ({ firmware, action }) =>
      finding(
        firmware.transferring || !goesOn(action),
        'action',
        () => 'No transfer goes on.',
        action,
      ),
  }),
  once({
    id: '0201.in-order',
    says: 'A part comes behind the one before it, or is that one again',
    section: TRANSFER,
    broken: { kind: 'code', code: 'fwTransferOutOfOrder' },
    shows: '{0} ≥ {1} + {2}',
    fix: 'Send the parts in order, without overlaps.',
    check({ firmware, action, offset, length }) {
      const isSame = offset === firmware.offset && length === firmware.length;
      return finding(
        !goesOn(action) || isSame || offset >= firmware.offset + firmware.length,
        'blocks',
        () => 'The part begins before the end of the last one.',
        offset,
        firmware.offset,
        firmware.length,
      );
    },
  }),
  once({
    id: '0201.slot',
    says: 'A package goes to a slot that is not active',
    section: TRANSFER,
    broken: { kind: 'code', code: 'invalidSlot' },
    shows: '{0}',
    fix: 'Name a slot that the device has, but not the active one.',
    check: ({ firmware, keeping, action, slot }) =>
      finding(
        !completes(action) || isFree(slot, firmware, keeping),
        'slot',
        () => `Slot ${slot} is the active one, or there is none.`,
        slot,
      ),
  }),
  once({
    id: '0201.start',
    says: 'The first part begins at 0',
    section: TRANSFER,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'Initiate a transfer with offset 0.',
    check: ({ action, offset }) =>
      finding(
        action !== fwActions.initiate || offset === 0,
        'blocks',
        () => 'The first part does not begin at 0.',
        offset,
      ),
  }),
  once({
    id: '0201.action',
    says: 'The action is known',
    section: TRANSFER,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ≤ 4',
    fix: 'Use an action from 0 to 4.',
    check: ({ action }) =>
      finding(action <= fwActions.abort, 'action', () => `There is no action ${action}.`, action),
  }),
];

export interface ActivateInput {
  readonly firmware: Firmware;
  readonly keeping: FirmwareKeeping;
  readonly action: number;
  readonly slot: number;
}

/** The ladder of 0202h Activate FW. */
export const activateLadder: readonly Rung<ActivateInput>[] = [
  once({
    id: '0202.slot',
    says: 'The slot holds a package and is not active',
    section: ACTIVATE,
    broken: { kind: 'code', code: 'invalidSlot' },
    shows: '{0}',
    fix: 'Transfer a package to the other slot first.',
    check: ({ firmware, keeping, slot }) =>
      finding(
        isFree(slot, firmware, keeping) && firmware.filled[slot - 1] === true,
        'slot',
        () => `Slot ${slot} is empty or active, or there is none.`,
        slot,
      ),
  }),
  once({
    id: '0202.action',
    says: 'The action is known',
    section: ACTIVATE,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ≤ 1',
    fix: 'Use 0 to activate at once, 1 to do so at the next reset.',
    check: ({ action }) =>
      finding(action <= 1, 'action', () => `There is no action ${action}.`, action),
  }),
];
