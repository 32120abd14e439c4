import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../device/profiles/profile';
import { answerOf, deviceWith, mailbox, outputOf, R0, R1, refused, run } from '../testing/run';
import { MiB } from '../units';

const both: readonly ProfileId[] = ['qemu-10.0', 'qemu-11.1'];
const region0 =
  '0000001000000000020000000000000000000020000000000000200000000000' + '0100000000000000';
const region1 =
  '0000003000000000020000000000000000000020000000000000200000000000' + '0200000000000000';
const totals = (left: string): string => `00020000${left}0000000000000000`;
const three = [
  [R0, 8 * MiB],
  [R0 + 8 * MiB, 4 * MiB],
  [R0 + 32 * MiB, 2 * MiB],
] as const;

describe.each(both)('4800h on %s', (profile) => {
  const state = deviceWith({ profile });

  test('gives the golden vector of two regions', () => {
    expect(outputOf(run(state, mailbox(0x4800, '0800')))).toBe(
      `0202000000000000${region0}${region1}${totals('00020000')}`,
    );
  });

  test('gives as many regions as asked, from the one asked', () => {
    expect(outputOf(run(state, mailbox(0x4800, '0100')))).toBe(
      `0201000000000000${region0}${totals('00020000')}`,
    );
    expect(outputOf(run(state, mailbox(0x4800, 'ff01')))).toBe(
      `0201000000000000${region1}${totals('00020000')}`,
    );
  });

  test('gives no region when none is asked for', () => {
    expect(outputOf(run(state, mailbox(0x4800, '0000')))).toBe(
      `0200000000000000${totals('00020000')}`,
    );
  });

  test('refuses to start past the last region: Invalid Input', () => {
    expect(refused(state, mailbox(0x4800, '0102'))).toBe(
      '02h 4800.region-exists at startingRegion',
    );
    expect(refused(state, mailbox(0x4800, '00ff'))).toBe(
      '02h 4800.region-exists at startingRegion',
    );
  });

  test('refuses a payload that is not two bytes: Invalid Payload Length', () => {
    expect(refused(state, mailbox(0x4800, '00'))).toBe('16h mailbox.length at length');
  });

  test('counts accepted extents as used, and offered ones on QEMU 11.1 only', () => {
    const busy = deviceWith({ profile, accepted: [[R1, 2 * MiB]], pending: [three] });
    const left = profile === 'qemu-10.0' ? 'ff010000' : 'fc010000';
    expect(outputOf(run(busy, mailbox(0x4800, '0000'))).slice(16)).toBe(totals(left));
  });
});

test('4800h wraps the extents left when more are offered than QEMU 11.1 supports', () => {
  const one = (group: number, i: number) => [R0 + (group * 250 + i) * 2 * MiB, 2 * MiB] as const;
  const groups = [0, 1, 2].map((group) => Array.from({ length: 250 }, (_, i) => one(group, i)));
  const state = deviceWith({ dcMiB: 2048, regions: 1, pending: groups });
  expect(outputOf(run(state, mailbox(0x4800, '0000'))).slice(16)).toBe(totals('12ffffff'));
});

test('region handles count the static memories before them', () => {
  const state = deviceWith({ persistentMiB: 512, regions: 4 });
  const regions =
    outputOf(run(state, mailbox(0x4800, '0800')))
      .slice(16)
      .match(/.{80}/g) ?? [];
  expect(regions.slice(0, 4).map((hex) => [hex.slice(0, 16), hex.slice(64, 72)])).toEqual([
    ['0000003000000000', '02000000'],
    ['0000004000000000', '03000000'],
    ['0000005000000000', '04000000'],
    ['0000006000000000', '05000000'],
  ]);
  const bare = run(deviceWith({ staticMiB: 0 }), mailbox(0x4800, '0100'));
  expect(outputOf(bare).slice(16 + 64, 16 + 72)).toBe('00000000');
});

const header = (returned: string, total: string): string => `${returned}${total}${'00'.repeat(8)}`;
const record = (start: string, length: string): string => start + length + '00'.repeat(24);

describe.each(both)('4801h on %s', (profile) => {
  test('lists accepted extents in the order of the responses', () => {
    const state = deviceWith({ profile, accepted: [three[1], three[0]] });
    expect(outputOf(run(state, mailbox(0x4801, 'ffffffff00000000')))).toBe(
      header('02000000', '02000000') +
        record('0000801000000000', '0000400000000000') +
        record('0000001000000000', '0000800000000000'),
    );
    expect(outputOf(run(state, mailbox(0x4801, '0500000001000000')))).toBe(
      header('01000000', '02000000') + record('0000001000000000', '0000800000000000'),
    );
  });

  test('gives no extent when none is asked for, or at the very end', () => {
    const state = deviceWith({ profile, accepted: [three[0]] });
    expect(outputOf(run(state, mailbox(0x4801, '0000000000000000')))).toBe(
      header('00000000', '01000000'),
    );
    expect(outputOf(run(state, mailbox(0x4801, 'ffffffff01000000')))).toBe(
      header('00000000', '01000000'),
    );
  });

  test('refuses to start past the end: Invalid Input', () => {
    const state = deviceWith({ profile, accepted: [three[0]], pending: [[three[2]]] });
    const told = '02h 4801.starts-in-list at startingIndex';
    expect(refused(state, mailbox(0x4801, '0100000002000000'))).toBe(told);
    expect(refused(state, mailbox(0x4801, '01000000ffffffff'))).toBe(told);
  });

  test('refuses a payload that is not eight bytes: Invalid Payload Length', () => {
    expect(refused(deviceWith({ profile }), mailbox(0x4801, '00'))).toBe(
      '16h mailbox.length at length',
    );
  });

  test('shows offered extents as zero records on QEMU 11.1 only', () => {
    const state = deviceWith({ profile, pending: [three] });
    const result = run(state, mailbox(0x4801, '6400000000000000'));
    expect([answerOf(result), outputOf(result)]).toEqual([
      '00h',
      profile === 'qemu-10.0' ? '00'.repeat(16) : '03' + '00'.repeat(135),
    ]);
  });

  test('fills a mailbox with 50 extents', () => {
    const accepted = Array.from({ length: 60 }, (_, i) => [R0 + i * 4 * MiB, 2 * MiB] as const);
    const output = outputOf(
      run(deviceWith({ profile, accepted }), mailbox(0x4801, 'ffffffff00000000')),
    );
    expect(output.slice(0, 16)).toBe('320000003c000000');
    expect(output.length / 2).toBe(16 + 50 * 40);
  });
});
