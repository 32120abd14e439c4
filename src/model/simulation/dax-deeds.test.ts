import { describe, expect, test } from 'vitest';
import { memoryOf } from '../host/dax-memory';
import { hostWith } from '../host/host-state';
import { hostOf, P0, tagOf, type Told } from '../testing/host';
import { claim, mib, ranges, ready, refusal } from '../testing/machine';
import { add, askBack, run } from '../testing/run';
import { deed, settled } from '../testing/settle';
import { MiB } from '../units';
import { happeningsOf } from '../view/scene/gather';
import type { HostDeed } from './action';
import type { SimulationState } from './state';

/** A state whose host shows extents that no QEMU could give it: with tags. */
const tagged = (has: readonly Told[]): SimulationState => ({
  ...ready(),
  host: hostOf('linux-v11', [], { has }),
});

const A = tagOf('a');
const uuidA = 'AAAAAAAA-aaaa-aaaa-aaaa-aaaaaaaaaaaa';
const claimedAt = ({ host }: SimulationState): readonly number[] =>
  host.daxDevices.flatMap(({ ranges: of }) => of.map(({ start }) => (start - P0) / MiB));

/** The last line that a deed leaves. A claim that fails may leave a device that holds nothing, too. */
const lastLine = (state: SimulationState, what: HostDeed): string | undefined =>
  happeningsOf(run(state, deed(what)).happenings, 'hostPrinted').at(-1)?.line.text;

const idsOf = ({ host }: SimulationState): readonly string[] => host.daxDevices.map(({ id }) => id);

describe('a claim by tag', () => {
  const state = tagged([
    { at: 128, mib: 64, tag: A, more: true },
    { at: 0, mib: 64, tag: A },
    { at: 256, mib: 64 },
    { at: 384, mib: 64 },
  ]);

  test('takes all extents of the tag in the order in which they came', () => {
    expect(claimedAt(run(state, deed(claim(uuidA))).state)).toEqual([128, 0]);
  });

  test('takes one extent without a tag for 0, and the next one the next time', () => {
    expect(claimedAt(run(state, deed(claim('0')), deed(claim('0'))).state)).toEqual([256, 384]);
  });

  test.each([
    [
      'a tag that is not there',
      claim('b'.repeat(32)),
      'create-device: No such file or directory (-2)',
    ],
    ['nothing named', claim(''), 'create-device: Operation not supported (-95)'],
    ['a size', claim('0', 2 * MiB), 'create-device: Invalid argument (-22)'],
  ])('is refused for %s', (_, what, line) => {
    expect(lastLine(state, what)).toContain(line);
  });

  test('is refused when all of it is claimed, until that device is destroyed', () => {
    const one = run(state, deed(claim(uuidA))).state;
    expect(lastLine(one, claim(uuidA))).toContain('No such file or directory (-2)');
    const again = run(one, deed({ deed: 'destroyDax', dax: 'dax0.1' }), deed(claim(uuidA))).state;
    expect(claimedAt(again)).toEqual([128, 0]);
    expect(idsOf(again)).toEqual(['dax0.0', 'dax0.1']);
  });

  test('that fails leaves a device that holds nothing', () => {
    const { state: after } = run(state, deed(claim('b'.repeat(32))));
    expect([idsOf(after), claimedAt(after)]).toEqual([['dax0.0', 'dax0.1'], []]);
  });

  test('is refused when a number is missing: capacity that nobody can use', () => {
    const extents = state.host.extents.map((extent) => ({ ...extent, seq: 2 * extent.seq }));
    const gap = { ...state, host: hostWith(state.host, { extents }) };
    expect(run(gap, deed(claim(uuidA))).reply).toHaveProperty(
      'why',
      expect.stringContaining('1 is missing'),
    );
  });

  test('cannot be resized but to nothing', () => {
    const one = run(state, deed(claim('0'))).state;
    expect(refusal(one, { deed: 'resize', dax: 'dax0.1', size: 2 * MiB }).at(-1)).toContain(
      '(-95)',
    );
    const empty = run(one, deed({ deed: 'resize', dax: 'dax0.1', size: 0 })).state;
    expect([idsOf(empty), claimedAt(empty)]).toEqual([['dax0.0', 'dax0.1'], []]);
  });
});

describe('a claim by size (v9)', () => {
  const state = settled(ready('linux-v9'), add([mib(0, 64)]), add([mib(128, 64)])).state;
  const resize = (dax: string, size: number): HostDeed => ({
    deed: 'resize',
    dax,
    size: size * MiB,
  });

  test('takes all that is free, over several extents', () => {
    expect(ranges(run(state, deed(claim(''))).state)).toEqual(['dax0.1 0+64 128+64 device_dax']);
  });

  test('shares extents among devices that shrink and grow', () => {
    const told = run(
      state,
      deed(claim('')),
      deed(resize('dax0.1', 32)),
      deed(claim('')),
      deed(resize('dax0.2', 48)),
      deed(claim('')),
    );
    expect(ranges(told.state)).toEqual([
      'dax0.1 0+32 device_dax',
      'dax0.2 32+32 128+16 device_dax',
      'dax0.3 144+48 device_dax',
    ]);
    const grown = run(
      told.state,
      deed({ deed: 'destroyDax', dax: 'dax0.3' }),
      deed(resize('dax0.1', 48)),
    );
    expect(ranges(grown.state)[0]).toBe('dax0.1 0+32 144+16 device_dax');
  });

  test.each([
    ['more than is free', claim('', 256 * MiB), '(-28)'],
    ['a size off the grid', claim('', MiB), '(-22)'],
    ['a tag', claim(uuidA), '(-22)'],
  ])('is refused for %s', (_, what, line) => {
    expect(lastLine(state, what)).toContain(line);
  });

  test('keeps each extent that a device touches (R4)', () => {
    const used = run(state, deed(claim('', 96 * MiB))).state;
    expect(settled(used, askBack([mib(0, 64)])).decisions).toEqual(['e1 keeps R4']);
  });
});

describe('system RAM', () => {
  const online = (dax: string, blockSize: number): HostDeed => ({ deed: 'online', dax, blockSize });
  const offline: HostDeed = { deed: 'offline', dax: 'dax0.1' };
  const claimed = settled(settled(ready(), add([mib(64, 320)])).state, deed(claim('0'))).state;

  test('is whole memory blocks: ranges are trimmed inward', () => {
    const told = run(claimed, deed(online('dax0.1', 128 * MiB)));
    const dax = told.state.host.daxDevices.at(-1);
    expect(dax).toMatchObject({ id: 'dax0.1', driver: 'kmem', online: true });
    expect(dax && memoryOf(dax, 128 * MiB).map(({ blocks }) => blocks)).toEqual([2]);
    expect(told.happenings.find(({ what }) => what === 'hostMoved')).toMatchObject({
      title: 'converts dax0.1 to system RAM: 2 memory blocks of 128 MiB',
      because: 'Each range is trimmed inward to whole memory blocks, so 64 MiB cannot be used.',
    });
  });

  test('needs a range that a block fits into', () => {
    const small = settled(settled(ready(), add([mib(0, 64)])).state, deed(claim('0'))).state;
    const told = run(small, deed(online('dax0.1', 128 * MiB)));
    expect(told.reply).toHaveProperty(
      'why',
      expect.stringContaining('no memory block of 128 MiB fits'),
    );
    const [line] = happeningsOf(told.happenings, 'hostPrinted');
    expect(line?.line.text).toMatch(/^kmem dax0\.1: mapping0: .* too small after alignment$/);
    expect(ranges(told.state)).toEqual(['dax0.1 0+64 none']);
  });

  test('goes and comes; while it is there its device stays', () => {
    const ram = run(claimed, deed(online('dax0.1', 128 * MiB))).state;
    for (const what of [
      { deed: 'destroyDax', dax: 'dax0.1' },
      { deed: 'resize', dax: 'dax0.1', size: 0 },
      { deed: 'unloadDriver' },
    ] as const) {
      expect(refusal(ram, what).at(-1)).toContain('(-16)');
    }
    expect(refusal(ram, online('dax0.1', 128 * MiB))[1]).toContain('already');
    const off = run(ram, deed(offline)).state;
    expect(ranges(off)).toEqual(['dax0.1 64+320 device_dax']);
    expect(refusal(off, offline)[1]).toContain('dax device');
  });

  test.each([
    ['a block that is no power of two', online('dax0.1', 3 * MiB), 'power of two'],
    ['a device that is not there', online('dax0.9', 128 * MiB), 'no dax device'],
  ])('is refused for %s', (_, what, why) => {
    expect(refusal(claimed, what)[1]).toContain(why);
  });
});
