import { describe, expect, test } from 'vitest';
import type { Action } from '../../simulation/action';
import { add, mailbox, R0, respond, type Range } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { recordsText } from '../words/fm-words';
import { deviceView } from './device-view';

describe('more extents than a list of chips has room for', () => {
  const many = Array.from({ length: 100 }, (_, i): Range => [4 * i * MiB, 2 * MiB]);
  const offer = add(many);
  const accept = respond(many.map(([offset, length]): Range => [R0 + Number(offset), length]));

  test('are all counted in the group that waits', () => {
    const [group] = deviceView(sceneAfter({}, [offer])).pending;
    expect([group?.chips.length, group?.extents]).toEqual([64, 100]);
  });

  test('are all counted in the command that changed them', () => {
    const { mailbox } = deviceView(sceneAfter({}, [offer, accept]));
    expect(mailbox).toMatchObject({ code: '00h', extents: 100 });
    expect(mailbox?.chips.length).toBe(64);
  });
});

describe('the mailbox slot', () => {
  test.each([
    ['is done', mailbox(0x4000), 'ok', '00h'],
    ['is refused', respond([[R0, 2 * MiB]]), 'refused', '0Fh'],
    ['ends QEMU', respond([]), 'crash', '–'],
    ['goes on in the background', mailbox(0x4400), 'ok', '01h'],
  ] as const)('tells that a command %s', (_, command, tone, code) => {
    expect(deviceView(sceneAfter({}, [command])).mailbox).toMatchObject({ tone, code });
  });
});

test.each([
  [1, 'record 1'],
  [3, 'records 1 2 3'],
  [4, 'records 1–4'],
  [9, 'records 1–8 · 1 lost, the log is full'],
])('%i records of a request are named', (count, text) => {
  const extents = Array.from({ length: count }, (_, i): Range => [4 * i * MiB, 2 * MiB]);
  expect(recordsText(sceneAfter({}, [add(extents)]).happenings)).toBe(text);
});

test('an interrupt is told of, where the host has asked for one and the log was empty', () => {
  const policy = mailbox(0x0103, '0101010101');
  const told = (...actions: readonly Action[]): string =>
    recordsText(sceneAfter({}, [policy, ...actions]).happenings);
  expect(told(add([[0, 2 * MiB]]))).toBe('record 1 · interrupt');
  expect(told(add([[0, 2 * MiB]]), add([[4 * MiB, 2 * MiB]]))).toBe('record 2');
});
