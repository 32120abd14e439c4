/** Mailbox return codes by name (CXL r3.1 8.2.8.4.5.1, table 8-34). */
export const returnCodes = {
  success: [0x00, 'Success'],
  backgroundStarted: [0x01, 'Background Command Started'],
  invalidInput: [0x02, 'Invalid Input'],
  unsupported: [0x03, 'Unsupported'],
  internalError: [0x04, 'Internal Error'],
  retryRequired: [0x05, 'Retry Required'],
  busy: [0x06, 'Busy'],
  mediaDisabled: [0x07, 'Media Disabled'],
  fwTransferInProgress: [0x08, 'FW Transfer in Progress'],
  fwTransferOutOfOrder: [0x09, 'FW Transfer Out of Order'],
  fwAuthenticationFailed: [0x0a, 'FW Authentication Failed'],
  invalidSlot: [0x0b, 'Invalid Slot'],
  fwRolledBack: [0x0c, 'FW Rolled Back'],
  coldResetRequired: [0x0d, 'Cold Reset Required'],
  invalidHandle: [0x0e, 'Invalid Handle'],
  invalidPhysicalAddress: [0x0f, 'Invalid Physical Address'],
  injectPoisonLimit: [0x10, 'Inject Poison Limit Reached'],
  permanentMediaFailure: [0x11, 'Permanent Media Failure'],
  aborted: [0x12, 'Aborted'],
  invalidSecurityState: [0x13, 'Invalid Security State'],
  incorrectPassphrase: [0x14, 'Incorrect Passphrase'],
  unsupportedMailbox: [0x15, 'Unsupported Mailbox'],
  invalidPayloadLength: [0x16, 'Invalid Payload Length'],
  invalidLog: [0x17, 'Invalid Log'],
  interrupted: [0x18, 'Interrupted'],
  unsupportedFeatureVersion: [0x19, 'Unsupported Feature Version'],
  unsupportedFeatureSelection: [0x1a, 'Unsupported Feature Selection Value'],
  featureTransferInProgress: [0x1b, 'Feature Transfer in Progress'],
  featureTransferOutOfOrder: [0x1c, 'Feature Transfer Out of Order'],
  resourcesExhausted: [0x1d, 'Resources Exhausted'],
  invalidExtentList: [0x1e, 'Invalid Extent List'],
  transferOutOfOrder: [0x1f, 'Transfer Out of Order'],
  abortNotSupported: [0x20, 'Request Abort Background Operation Not Supported'],
} as const;

export type ReturnCode = keyof typeof returnCodes;

export const codeNumber = (code: ReturnCode): number => returnCodes[code][0];

/** `0Fh`, as CXL writes numbers. */
export const hexCode = (value: number, digits = 2): string =>
  `${value.toString(16).toUpperCase().padStart(digits, '0')}h`;

const opcodes = new Map<number, string>();

/** `4802h`: opcodes are few and named often. */
export function opcodeText(opcode: number): string {
  const known = opcodes.get(opcode);
  if (known !== undefined) return known;
  const text = hexCode(opcode, 4);
  opcodes.set(opcode, text);
  return text;
}

const titles: ReadonlyMap<number, string> = new Map(
  Object.values(returnCodes).map(([value, title]) => [value, title]),
);

/** The spec's name of a return code number. */
export const codeTitle = (value: number): string => titles.get(value) ?? 'Unknown';
