import { describe, expect, test } from 'vitest';
import { fm } from '../testing/fm';
import { answerOf, deviceWith, outputOf, refused, run } from '../testing/run';

const state = deviceWith();

describe('0001h', () => {
  test('tells the device and the switch apart', () => {
    const device = outputOf(run(state, fm(0x0001)));
    expect(device).toBe(`8680930df41a0011${'ff'.repeat(8)}0903`);
    const old = deviceWith({ profile: 'qemu-10.0' });
    const ofSwitch = (at: typeof state) => outputOf(run(at, fm(0x0001, '', 'switch')));
    expect(ofSwitch(state)).toBe(`e51928a100000000${'ff'.repeat(8)}0b00`);
    expect(ofSwitch(old)).toBe(`e51928a100000000${'ff'.repeat(8)}0900`);
  });

  test('0002h tells that no command of the switch runs', () => {
    expect(outputOf(run(state, fm(0x0002, '', 'switch')))).toBe('00'.repeat(8));
    expect(answerOf(run(state, fm(0x0002)))).toBe('03h');
  });
});

describe('0003h and 0004h', () => {
  const get = fm(0x0003);

  test('give and set the message limit', () => {
    expect(outputOf(run(state, get))).toBe('09');
    const set = run(state, fm(0x0004, '0a'));
    expect([outputOf(set), outputOf(run(set.state, get))]).toEqual(['0a', '0a']);
  });

  test.each(['07', '0b', 'ff'])('refuse the limit %s: Invalid Input', (limit) => {
    expect(refused(state, fm(0x0004, limit))).toBe('02h 0004.range at limit');
  });

  test('are not there on QEMU 10.0', () => {
    const old = deviceWith({ profile: 'qemu-10.0' });
    expect([run(old, get), run(old, fm(0x0004, '09'))].map(answerOf)).toEqual(['03h', '03h']);
  });
});

test.each([
  ['ld', '0100000000000000', 13],
  ['switch', '0100000000000000', 11],
] as const)('0400h on the %s tells the size of its own effects log', (to, head, entries) => {
  const output = outputOf(run(state, fm(0x0400, '', to)));
  expect(output.slice(0, 16)).toBe(head);
  expect(output.slice(-8)).toBe(`${(4 * entries).toString(16)}000000`);
});
