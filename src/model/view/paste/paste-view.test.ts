import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { present } from '../../testing/samples';
import { pasteView } from './paste-view';

const sample = (name: string): string =>
  readFileSync(new URL(`../../intake/samples/${name}`, import.meta.url), 'utf8');

test('a byte that differs is told by its field', () => {
  const text = sample('cci-hex.log').replace(
    '    0050: 02 00 00 00 00 00 00 00 00 02 00 00 ff 01',
    '    0050: 02 00 00 00 00 00 00 00 00 02 00 00 fe 01',
  );
  const { compared, agree } = pasteView(text, present, {});
  expect(compared[agree]).toEqual({
    from: 100,
    to: 108,
    step: 13,
    same: false,
    says: 'the bytes that came back, byte 92 of 104: Extents available',
    log: 'fe 01 00 00',
    model: 'ff 01 00 00',
  });
});

test('the present device is the one that is meant where the text names none', () => {
  const { device, twin } = pasteView(sample('mailbox-lines.txt'), present, {});
  expect(device.origin).toBe('present');
  expect(device.says).toBe(
    '“cxl-dcd0” has 2 regions of 512 MiB. 256 MiB of volatile memory before them.',
  );
  expect(twin.because).toBe('the text has the commands of the host');
});

test('rows tell each step once, moves of the host together, with what it answered', () => {
  const { rows, steps, sum } = pasteView(sample('qmp-v3-mail-quoted.txt'), present, {});
  expect(rows.map(({ step, lastStep, says, refused }) => [step, lastStep, says, refused])).toEqual([
    [1, 1, 'The fabric manager offers e1 and e2.', undefined],
    [2, 6, 'The host accepts e1. The host accepts e2. (5 moves)', undefined],
    [7, 7, 'QEMU refuses the release request.', 'No exact extent found in the extent list'],
  ]);
  expect([steps, sum]).toEqual([7, '2 QMP requests: a run of 7 steps.']);
});

test('what nobody could read is counted, and everything else is not', () => {
  const { lines, understood, remarks } = pasteView(
    'Hello,\n{"execute": "cxl-add-dynamic-capacity", "arguments": {,}}\nbye\n',
    present,
    {},
  );
  expect([lines, understood]).toEqual([3, 2]);
  expect(remarks).toMatchObject([{ from: 2, kind: 'unread' }]);
});
