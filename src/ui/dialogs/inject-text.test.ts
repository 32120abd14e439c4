import { expect, test } from 'vitest';
import { injectText } from './inject-text';

const form = {
  file: 'dc_inject_extent',
  start: 0x8800_0000,
  length: 0x400_0000,
  tag: '',
  more: false,
  sequence: '',
} as const;

test('a line has what its file takes', () => {
  expect(injectText(form)).toBe("echo '0x88000000:0x4000000::0' > dc_inject_extent");
  expect(injectText({ ...form, tag: ' a-b ', more: true, sequence: ' 2 ' })).toBe(
    "echo '0x88000000:0x4000000:a-b:1:2' > dc_inject_extent",
  );
  expect(injectText({ ...form, file: 'dc_del_extent', more: true, sequence: '2' })).toBe(
    "echo '0x88000000:0x4000000:' > dc_del_extent",
  );
});
