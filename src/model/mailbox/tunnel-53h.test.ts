import { describe, expect, test } from 'vitest';
import { encode } from '../codec/message';
import { fromHex, toHex } from '../codec/codec';
import { tunnelRequest, type TunnelHead } from '../layouts/tunnel';
import { fm } from '../testing/fm';
import { answerOf, deviceWith, outputOf, refused, run } from '../testing/run';

const state = deviceWith();

/** A tunnelled message as hex digits, right unless something else is said. */
function message(opcode: number, payload = '', head: Partial<TunnelHead> = {}): string {
  const bytes = fromHex(payload).length;
  const right = { port: 0, targetType: 0, size: 12 + bytes, category: 0, tag: 0 };
  const rest = { opcode, length: bytes, code: 0, vendor: 0 };
  return toHex(encode(tunnelRequest, { ...right, ...rest, ...head })) + payload;
}

const tunnelled = (text: string, to: 'ld' | 'switch' = 'ld') => run(state, fm(0x5300, text, to));

describe('5300h', () => {
  test('to the FM-owned LD answers for the LD, which has neither 0000h nor 4800h', () => {
    const unsupported = (opcode: string) => `0c000000015a00${opcode}00000003000000`;
    expect(outputOf(tunnelled(message(0x0000, '', { tag: 0x5a })))).toBe(unsupported('0000'));
    expect(outputOf(tunnelled(message(0x4800, '0100', { tag: 0x5a })))).toBe(unsupported('0048'));
  });

  test('to the switch answers for the FM-owned LD, and there is one more tunnel in it', () => {
    const byAction = outputOf(run(state, fm(0x5600)));
    expect(outputOf(tunnelled(message(0x5600), 'switch')).slice(32)).toBe(byAction);
    const inner = message(0x0000);
    const twice = outputOf(tunnelled(message(0x5300, inner), 'switch'));
    expect(twice.slice(32)).toBe(outputOf(tunnelled(inner)));
  });

  test('does what it carries', () => {
    const set = tunnelled(message(0x0004, '0a'), 'switch');
    expect(outputOf(run(set.state, fm(0x0003)))).toBe('0a');
  });

  test('carries as many bytes as the message says, whatever was sent', () => {
    const code = (text: string) => outputOf(tunnelled(text)).slice(24, 26);
    expect(code(message(0x0001, 'aabb'))).toBe('16');
    expect(code(message(0x0001, 'aabb', { length: 0 }))).toBe('00');
    expect(code(message(0x0001, '', { length: 5 }))).toBe('16');
  });

  test.each([
    ['00'.repeat(15), '16h 5300.length at length'],
    ['00'.repeat(16), '16h 5300.size-holds-message at size'],
    [message(0, '', { size: 13 }), '16h 5300.size-fits at size'],
    [message(0, '', { category: 1 }), '02h 5300.request at category'],
    [message(0, '', { targetType: 1 }), '02h 5300.target at targetType'],
    [message(0, '', { port: 1 }), '02h 5300.port at port'],
  ])('refuses %s: %s', (payload, expected) => {
    expect(refused(state, fm(0x5300, payload))).toBe(expected);
  });
});

describe('the switch', () => {
  test.each([
    [0x0300, ''],
    [0x0301, '0011223344556677'],
  ])('kills QEMU where it is asked for its clock', (opcode, payload) => {
    expect(answerOf(run(state, fm(opcode, payload, 'switch')))).toBe('crash');
  });

  test('has no background command to abort', () => {
    expect(answerOf(run(state, fm(0x0005, '', 'switch')))).toBe('20h');
  });
});
