import { expect, test } from 'vitest';
import { newDevice } from '../device/new-device';
import { startState, type SimulationState } from '../simulation/state';
import { fm, le, wait } from '../testing/fm';
import { madeUp, useMadeUp } from '../testing/made-up';
import {
  add,
  answerOf,
  clear,
  handlesOf,
  ldIn,
  mailbox,
  outputOf,
  refused,
  run,
  scenarioWith,
} from '../testing/run';
import type { Action } from '../simulation/action';
import { KiB, MiB } from '../units';
import { cdatBytes } from './doe-cdat';
import './more-commands';
import { backgroundStatus } from './registers';

useMadeUp();

const made = (): SimulationState =>
  startState(scenarioWith({ profile: madeUp.id, staticMiB: 256, dcMiB: 512, regions: 3 }));
const output = (...actions: readonly Action[]): string => outputOf(run(made(), ...actions));
const after = (...actions: readonly Action[]): SimulationState => run(made(), ...actions).state;

test('regions have sizes of their own, one behind the other', () => {
  expect(ldIn(made()).regions.map(({ base, length, blocks }) => [base, length, blocks])).toEqual([
    [256 * MiB, 384 * MiB, 6144],
    [640 * MiB, 64 * MiB, 1024],
    [704 * MiB, 64 * MiB, 1024],
  ]);
});

test('Get Log ends where the buffer of the device does', () => {
  const uuid = '0da9c0b5bf414b788f7996b1623b3f17';
  const get = (offset: number, length: number): Action =>
    mailbox(0x0401, `${uuid}${le(offset, 4)}${le(length, 4)}`);
  expect(refused(made(), get(32, 32))).toBe('02h 0401.inside-log at offset');
  expect(output(get(31, 32)).length).toBe(64);
});

test('the fabric manager is told two extents at a time', () => {
  const offers = [0, 1, 2].map((i) => add([[i * MiB, 64 * KiB]]));
  const accepts = [0, 1, 2].map((i) =>
    mailbox(
      0x4802,
      `0100000000000000${le(256 * MiB + i * MiB, 8)}${le(64 * KiB, 8)}${'00'.repeat(8)}`,
    ),
  );
  const state = after(...offers, ...accepts);
  const list = outputOf(run(state, fm(0x5603, `0000000009000000${le(0, 4)}`)));
  expect([ldIn(state).accepted.byOrder.size, list.slice(16, 24)]).toEqual([3, '02000000']);
});

test('poison, response limits and firmware slots are as many as it has', () => {
  const inject = (line: number): Action => mailbox(0x4301, le(line * 64, 8));
  expect(refused(after(inject(0), inject(4), inject(8)), inject(12))).toBe(
    '10h 4301.limit at start',
  );
  expect(outputOf(run(made(), fm(0x0003)))).toBe('0a');
  expect(answerOf(run(made(), fm(0x0004, '0b')))).toBe('00h');
  expect(answerOf(run(made(), fm(0x0004, '08')))).toBe('02h');
  const transfer = mailbox(0x0201, `0003${'00'.repeat(126)}`);
  const info = outputOf(run(made(), transfer, wait(5), mailbox(0x0200)));
  expect(info.slice(0, 2)).toBe('03');
  // Slot 3 holds a package, slot 2 none.
  expect([info.slice(64, 66), info.slice(96, 110)]).toEqual(['00', '4d414445205550']);
  const large = mailbox(0x0201, `0102000020000000${'00'.repeat(121)}`);
  expect(refused(made(), large)).toBe('02h 0201.size at blocks');
});

test('wiping takes its time, and can be stopped as long as the device lets it', () => {
  const wiping = after(mailbox(0x4400));
  const percent = (...actions: readonly Action[]): bigint =>
    (backgroundStatus(run(wiping, ...actions).state.device) >> 16n) & 0x7fn;
  expect([1, 10, 50].map((seconds) => percent(wait(seconds)))).toEqual([2n, 20n, 100n]);
  expect(percent(wait(14), mailbox(0x0005), wait(1))).toBe(28n);
  expect(percent(wait(15), mailbox(0x0005), wait(1))).toBe(32n);
});

test('a media operation hits dynamic capacity where it was meant', () => {
  const sanitize = mailbox(0x4402, `0100000001000000${le(256 * MiB, 8)}${le(64 * KiB, 8)}`);
  const { dcMemory } = after(sanitize, wait(60)).device.media;
  expect(dcMemory).not.toEqual(made().device.media.dcMemory);
});

test('interrupts come by its vectors, with every record', () => {
  const raised = (state: SimulationState, action: Action) =>
    run(state, action).happenings.flatMap((each) =>
      each.what === 'interruptRaised' ? [each.vector] : [],
    );
  const enabled = after(mailbox(0x0103, '0101010101'));
  const first = add([[0, 64 * KiB]]);
  expect(raised(enabled, first)).toEqual([12]);
  expect(raised(run(enabled, first).state, add([[MiB, 64 * KiB]]))).toEqual([12]);
  expect(raised(after(mailbox(0x4400), wait(49)), wait(1))).toEqual([13]);
  expect(outputOf(run(enabled, mailbox(0x0102)))).toBe('8191a1b1c1');
  expect(refused(made(), mailbox(0x0103, '01010101'))).toBe('16h 0103.length at length');
});

test('clearing a record keeps the count of those that were lost', () => {
  const offers = Array.from({ length: 7 }, (_, i) => add([[i * MiB, 64 * KiB]]));
  const full = after(...offers);
  const [first = 0] = handlesOf(full);
  const overflow = (state: SimulationState) => ldIn(state).eventLogs.dynamicCapacity.overflow.count;
  expect([overflow(full), overflow(run(full, clear([first])).state)]).toEqual([2, 2]);
});

test('entries are aligned to the blocks of their own region', () => {
  const answer = (start: number): string =>
    refused(
      made(),
      mailbox(0x4802, `0100000000000000${le(start, 8)}${le(64 * KiB, 8)}${'00'.repeat(8)}`),
    );
  expect(answer(704 * MiB + KiB)).toBe('1Eh 4802.whole-blocks at entries[0].start');
});

test('CDAT says persistent where the device does', () => {
  const volatile = cdatBytes(newDevice('qemu-11.1', made().device.config));
  const lasting = cdatBytes(newDevice('qemu-v3', made().device.config));
  // Flags of the second DSMAS, behind the table head and the six structures of static memory.
  const flags = 16 + 6 * 24 + 5;
  expect([volatile[flags], lasting[flags]]).toEqual([0x20, 0x24]);
});
