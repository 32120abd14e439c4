import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { present } from '../../testing/samples';
import { pasteView } from './paste-view';

const file = new URL('../../intake/samples/dmesg-v11.log', import.meta.url);
const log = readFileSync(file, 'utf8');

test('every kernel line is told as the text has it', () => {
  const { compared } = pasteView(log, present, {});
  const lines = log.split('\n');
  expect(compared.length).toBeGreaterThan(40);
  for (const { from, log: told, says } of compared) {
    expect(says).toMatch(/^a line that the kernel prints/);
    expect(lines[from - 1]).toContain(told);
  }
});

test('a line that differs stands beside the one that the model printed there', () => {
  const changed = log.replace('Sending command: 0x4802', 'Sending command: 0x4803');
  const { compared, agree } = pasteView(changed, present, {});
  const first = compared[agree];
  expect(first?.log).toMatch(/^cxl_pci 0000:\w+:00\.0: Sending command: 0x4803$/);
  expect(first?.model).toBe('cxl_pci 0000:0d:00.0: Sending command: 0x4802');
});

test('a line that no host prints stands beside nothing', () => {
  const { compared, agree } = pasteView(
    log.replace(/cxl_pci (\S+): Sending command: 0x4802/, 'cxl_pci $1: Sending command: 0x5555'),
    present,
    {},
  );
  expect(compared[agree]?.model).toMatch(/^cxl_pci .*: Sending command: 0x|^no such line$/);
});
