import { codeNumber, type ReturnCode } from '../../layouts/return-code';

/** Numbers that a tracepoint prints by name; one that has none is printed as a number. */
export type Names = ReadonlyMap<number, string>;

/** What a tracepoint calls the types of a Dynamic Capacity record. */
export const eventTypes: Names = new Map([
  [0, 'Add capacity'],
  [1, 'Release capacity'],
  [2, 'Forced capacity release'],
  [3, 'Region Configuration Updated'],
]);

/** What a tracepoint calls the flags of a record. The severity in bits 0 and 1 has no name. */
export const recordFlags: Names = new Map([
  [0x004, 'PERMANENT_CONDITION'],
  [0x008, 'MAINTENANCE_NEEDED'],
  [0x010, 'PERFORMANCE_DEGRADED'],
  [0x020, 'HARDWARE_REPLACEMENT_NEEDED'],
  [0x040, 'MAINT_OP_SUB_CLASS_VALID'],
  [0x080, 'LD_ID_VALID'],
  [0x100, 'HEAD_ID_VALID'],
]);

const number = (value: number): string => `0x${value.toString(16)}`;

/** One value by its name (`__print_symbolic`). */
export const symbolText = (names: Names, value: number): string =>
  names.get(value) ?? number(value);

/** The names of the bits that are set, then the rest as a number (`__print_flags`). */
export function flagsText(names: Names, value: number): string {
  const named = [...names].filter(([bit]) => (value & bit) !== 0);
  const rest = named.reduce((left, [bit]) => left & ~bit, value);
  return [...named.map(([, name]) => name), ...(rest === 0 ? [] : [number(rest)])].join(' | ');
}

/** What Linux calls a return code of the mailbox (`cxl_mbox_cmd_rc2str`). */
const reasons: Readonly<Record<ReturnCode, string>> = {
  success: '',
  backgroundStarted: 'background cmd started successfully',
  invalidInput: 'cmd input was invalid',
  unsupported: 'cmd is not supported',
  internalError: 'internal device error',
  retryRequired: 'temporary error, retry once',
  busy: 'ongoing background operation',
  mediaDisabled: 'media access is disabled',
  fwTransferInProgress: 'one FW package can be transferred at a time',
  fwTransferOutOfOrder: 'FW package content was transferred out of order',
  fwAuthenticationFailed: 'FW package authentication failed',
  invalidSlot: 'FW slot is not supported for requested operation',
  fwRolledBack: 'rolled back to the previous active FW',
  coldResetRequired: 'FW failed to activate, needs cold reset',
  invalidHandle: 'one or more Event Record Handles were invalid',
  invalidPhysicalAddress: 'physical address specified is invalid',
  injectPoisonLimit: 'poison injection limit has been reached',
  permanentMediaFailure: 'permanent issue with the media',
  aborted: 'background cmd was aborted by device',
  invalidSecurityState: 'not valid in the current security state',
  incorrectPassphrase: "phrase doesn't match current set passphrase",
  unsupportedMailbox: 'unsupported on the mailbox it was issued on',
  invalidPayloadLength: 'invalid payload length',
  invalidLog: 'invalid or unsupported log page',
  interrupted: 'asynchronous event occured',
  unsupportedFeatureVersion: 'unsupported feature version',
  unsupportedFeatureSelection: 'unsupported feature selection value',
  featureTransferInProgress: 'feature transfer in progress',
  featureTransferOutOfOrder: 'feature transfer out of order',
  resourcesExhausted: 'resources are exhausted',
  invalidExtentList: 'invalid Extent List',
  transferOutOfOrder: 'transfer out of order',
  abortNotSupported: 'on-going background cmd is not abortable',
};

export const reasonByCode: Names = new Map(
  Object.entries(reasons).map(([code, text]) => [codeNumber(code as ReturnCode), text]),
);

/** A code that no specification knows has no name. */
export const reasonText = (code: number): string => reasonByCode.get(code) ?? 'unknown';
