import { describe, expect, test } from 'vitest';
import { toHex } from '../codec/codec';
import type { ProfileId } from './profiles/profile';
import type { SimulationState } from '../simulation/state';
import type { StepResult } from '../simulation/steps/step';
import { readAt, writeAt } from '../testing/fm';
import { add, deviceWith, giveBack, ldIn, R0, R1, respond, run } from '../testing/run';
import { MiB } from '../units';
import { emptyMemory, heldBytes, withBytes, withFill } from '../guest-memory/memory';

const all: readonly ProfileId[] = ['qemu-11.1', 'qemu-10.0'];
const BLOCK = 2 * MiB;

/** `ok 0011…`, or `error` with what came of the read. */
function told({ reply }: StepResult): string {
  if (reply.kind !== 'memory') return reply.kind;
  return reply.data === undefined ? reply.memtx : `${reply.memtx} ${toHex(reply.data)}`;
}

const faultsOf = ({ happenings }: StepResult): readonly string[] =>
  happenings.flatMap((item) =>
    item.what === 'memoryDropped' ? [`${item.fault} ${item.length}`] : [],
  );

const held = (state: SimulationState): number => heldBytes(state.device.media.dcMemory);
const bytes = '0102030405060708';

describe.each(all)('a guest on %s', (profile) => {
  const state = deviceWith({ profile, accepted: [[R0, BLOCK]] });

  test('reads zeros from capacity that was never written', () => {
    expect(told(run(state, readAt(R0)))).toBe(`ok ${'00'.repeat(8)}`);
  });

  test('reads what it wrote', () => {
    expect(told(run(state, writeAt(R0 + 16, bytes), readAt(R0 + 16)))).toBe(`ok ${bytes}`);
  });

  test('finds old data after release and another offer of the same blocks', () => {
    const again = run(
      state,
      writeAt(R0, bytes),
      giveBack([[R0, BLOCK]]),
      add([[0, BLOCK]]),
      respond([[R0, BLOCK]]),
    ).state;
    expect(told(run(again, readAt(R0)))).toBe(`ok ${bytes}`);
  });

  test('reads zeros and an error from what is free, offered or released', () => {
    const error = `error ${'00'.repeat(8)}`;
    const offered = run(state, add([[BLOCK, BLOCK]])).state;
    const released = run(state, writeAt(R0, bytes), giveBack([[R0, BLOCK]])).state;
    expect(told(run(state, readAt(R0 + BLOCK)))).toBe(error);
    expect(told(run(offered, readAt(R0 + BLOCK)))).toBe(error);
    expect(told(run(released, readAt(R0)))).toBe(error);
    expect(faultsOf(run(released, readAt(R0)))).toEqual(['unbacked 8']);
  });

  test('writes to what is not accepted are dropped', () => {
    const written = run(state, writeAt(R0 + BLOCK, bytes));
    expect([told(written), held(written.state)]).toEqual(['error', 0]);
  });

  test('an access of 8 bytes that straddles into an unaccepted block succeeds', () => {
    const at = R0 + BLOCK - 4;
    const written = run(state, writeAt(at, bytes));
    expect(told(written)).toBe('ok');
    expect(told(run(written.state, readAt(at)))).toBe(`ok ${bytes}`);
  });

  test('a longer access is split: what starts in the unaccepted block fails', () => {
    const result = run(state, readAt(R0 + BLOCK - 8, 24));
    expect(told(result)).toBe(`error ${'00'.repeat(24)}`);
    expect(faultsOf(result)).toEqual(['unbacked 8', 'unbacked 8']);
  });

  test('an access over the border of two regions fails, both of them accepted', () => {
    const both = deviceWith({
      profile,
      accepted: [
        [R1 - BLOCK, BLOCK],
        [R1, BLOCK],
      ],
    });
    expect(faultsOf(run(both, readAt(R1 - 4)))).toEqual(['crossesRegion 8']);
    expect(faultsOf(run(both, readAt(R1 - 8, 16)))).toEqual([]);
  });

  test('reaches nothing past the device', () => {
    expect(faultsOf(run(state, readAt(R1 + 512 * MiB)))).toEqual(['outside 8']);
  });

  test('a reset uncommits the decoder and keeps the data', () => {
    const reset = run(state, writeAt(R0, bytes), { kind: 'reset' }).state;
    expect(faultsOf(run(reset, readAt(R0)))).toEqual(['noDecoder 8']);
    expect(told(run(reset, { kind: 'hdm', commit: true }, readAt(R0)))).toBe(`ok ${bytes}`);
  });

  test('static capacity after the decoder is taken away is RAM on QEMU 11.1 only', () => {
    const off = run(state, { kind: 'hdm', commit: false }).state;
    expect(told(run(off, readAt(0)))).toBe(
      `${profile === 'qemu-11.1' ? 'ok' : 'error'} ${'00'.repeat(8)}`,
    );
  });

  test('a write that runs out of static capacity stops there', () => {
    const written = run(state, writeAt(R0 - 4, bytes), readAt(R0 - 4, 4));
    expect(told(written)).toBe('ok 01020304');
  });

  test('16 bytes hold one page, and pages are shared with the state before', () => {
    const one = run(state, writeAt(R0, bytes + bytes)).state;
    expect(held(one)).toBe(4096);
    expect(held(run(one, writeAt(R0 + 32, bytes)).state)).toBe(4096);
    expect(held(run(one, writeAt(R0 + 4092, bytes)).state)).toBe(8192);
    expect(held(state)).toBe(0);
  });

  test('one access moves 1 MiB at most', () => {
    const big = run(state, readAt(R0, MiB + 1)).reply;
    expect(big.kind === 'cannot' && big.what).toBe('One access of 1048577 B is too big.');
    expect(told(run(state, readAt(R0, MiB)))).toMatch(/^ok /);
    const write = run(state, {
      kind: 'write',
      space: 'dpa',
      at: R0,
      data: new Uint8Array(MiB + 1),
    });
    expect([told(write), held(write.state)]).toEqual(['cannot', 0]);
  });
});

test('zeroing drops the pages it covers', () => {
  const memory = withBytes(emptyMemory(64 * MiB), 4090, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  const clean = withFill(memory, 0, 4096, 0);
  expect([heldBytes(memory), heldBytes(clean)]).toEqual([8192, 4096]);
});

test('a host physical address is decoded first: what no decoder takes reads as zeros, with an error', () => {
  const { state } = run(deviceWith(), writeAt(0, '0102030405060708'));
  const { base } = ldIn(state).decoder;
  const inside = run(state, { kind: 'read', space: 'hpa', at: base, length: 8 });
  expect(inside.reply).toEqual({
    kind: 'memory',
    data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    memtx: 'ok',
  });
  const below = run(state, { kind: 'read', space: 'hpa', at: base - 8, length: 8 });
  expect(below.reply).toEqual({ kind: 'memory', data: new Uint8Array(8), memtx: 'error' });
});
