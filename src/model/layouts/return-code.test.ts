import { expect, test } from 'vitest';
import { codeNumber, codeTitle, hexCode, returnCodes } from './return-code';

/** CXL r3.1 table 8-34, by number. */
const table = [
  'Success',
  'Background Command Started',
  'Invalid Input',
  'Unsupported',
  'Internal Error',
  'Retry Required',
  'Busy',
  'Media Disabled',
  'FW Transfer in Progress',
  'FW Transfer Out of Order',
  'FW Authentication Failed',
  'Invalid Slot',
  'FW Rolled Back',
  'Cold Reset Required',
  'Invalid Handle',
  'Invalid Physical Address',
  'Inject Poison Limit Reached',
  'Permanent Media Failure',
  'Aborted',
  'Invalid Security State',
  'Incorrect Passphrase',
  'Unsupported Mailbox',
  'Invalid Payload Length',
  'Invalid Log',
  'Interrupted',
  'Unsupported Feature Version',
  'Unsupported Feature Selection Value',
  'Feature Transfer in Progress',
  'Feature Transfer Out of Order',
  'Resources Exhausted',
  'Invalid Extent List',
] as const;

test.each(table.map((title, value) => [value, title] as const))('%i is %s', (value, title) => {
  expect(codeTitle(value)).toBe(title);
});

test('every code has one number, and its name finds it', () => {
  const all = Object.entries(returnCodes);
  expect(new Set(all.map(([, [value]]) => value)).size).toBe(all.length);
  expect(codeNumber('invalidExtentList')).toBe(0x1e);
  expect(codeTitle(0xff)).toBe('Unknown');
  expect([hexCode(0x1e), hexCode(0x4802, 4), hexCode(0, 4)]).toEqual(['1Eh', '4802h', '0000h']);
});
