import { describe, expect, test } from 'vitest';
import {
  CXL_PCI,
  goneOn,
  hostOf,
  records,
  replyWith,
  seeing,
  sharable,
  shownBy,
  tagOf,
  type Told,
} from '../testing/host';
import { hostWith } from './host-state';
import { twins } from './twins';

const A = tagOf('a');
const B = tagOf('b');

const many = (count: number, more: boolean): readonly Told[] =>
  Array.from({ length: count }, (_, i) => ({ at: 2 * i, mib: 2, more: more || i < count - 1 }));

describe('A19 a chain that never closes', () => {
  const open = [{ at: 0, mib: 64, more: true }];

  test('Linux v11 refuses it 20 s after the last record of it', () => {
    const staged = goneOn(hostOf('linux-v11', open), seeing({ clock: 5e9 })).host;
    expect(staged.chainDeadline).toBe(25e9);
    expect(twins['linux-v11'].wakesAt(staged)).toBe(25e9);
    const quiet = hostWith(staged, { inbox: [] });
    expect(twins['linux-v11'].next(seeing({ clock: 24.9e9 }), quiet)).toBeUndefined();
    const went = goneOn(quiet, seeing({ clock: 25e9 }));
    expect(went.sent).toEqual(['respond']);
    expect(went.decided).toEqual(['e1 refuses A19']);
    expect(went.lines).toEqual([`${CXL_PCI}DC add chain timed out; refusing staged extents`]);
    expect([went.host.staged, went.host.chainDeadline]).toEqual([[], undefined]);
  });

  test('Linux v11 winds its watchdog up anew with every open record', () => {
    const staged = goneOn(hostOf('linux-v11', open), seeing({ clock: 5e9 })).host;
    const again = hostWith(staged, { inbox: records([{ at: 64, mib: 64, more: true }], 7) });
    expect(goneOn(again, seeing({ clock: 20e9 })).host.chainDeadline).toBe(40e9);
  });

  test('Linux v11 stops its watchdog when the chain closes', () => {
    const staged = goneOn(hostOf('linux-v11', open)).host;
    const went = goneOn(hostWith(staged, { inbox: records([{ at: 64, mib: 64 }], 7) }));
    expect(went.sent).toEqual(['respond 0+64 64+64']);
    expect(went.host.chainDeadline).toBeUndefined();
  });

  test('Linux v9 waits for ever, and glues the next offer to it', () => {
    const staged = goneOn(hostOf('linux-v9', open)).host;
    expect(twins['linux-v9'].wakesAt(staged)).toBeUndefined();
    const late = seeing({ clock: 1e15 });
    expect(twins['linux-v9'].next(late, hostWith(staged, { inbox: [] }))).toBeUndefined();
    const glued = goneOn(hostWith(staged, { inbox: records([{ at: 64, mib: 64 }], 7) }), late);
    // The last comes first: v9 answers a chain in the order of pointers.
    expect(glued.sent).toEqual(['respond 64+64 0+64']);
  });
});

describe('A20 a chain of more than 100 extents', () => {
  test('Linux v11 drops what it staged, sends nothing, and its watchdog answers later', () => {
    const went = goneOn(hostOf('linux-v11', many(101, true)));
    expect(went.sent).toEqual(['nothing']);
    expect(went.decided.length).toBe(101);
    expect(went.decided[0]).toBe('e1 refuses A20');
    expect(went.lines).toEqual([
      `${CXL_PCI}DC add chain exceeds 100 extents; dropping (firmware bug)`,
      `${CXL_PCI}dcd event failed: -28`,
    ]);
    const late = goneOn(hostWith(went.host, { inbox: [] }), seeing({ clock: 20e9 }));
    expect(late.sent).toEqual(['respond']);
  });

  test('Linux v11 answers only the tail when it closes after that', () => {
    const tail = { at: 300, mib: 2 };
    const went = goneOn(hostOf('linux-v11', [...many(101, true), tail]));
    expect(went.sent).toEqual(['nothing', 'respond 300+2']);
  });

  test('Linux v11 takes 100', () => {
    expect(shownBy(goneOn(hostOf('linux-v11', many(100, false))).host).length).toBe(100);
  });

  test('Linux v9 has no limit', () => {
    expect(shownBy(goneOn(hostOf('linux-v9', many(101, false))).host).length).toBe(101);
  });
});

describe('a response that does not fit one command', () => {
  test('goes on in further ones, with More on all but the last', () => {
    const went = goneOn(hostOf('linux-v9', many(12, false)), seeing({ payload: 256 }));
    expect(went.sent.map((sent) => [sent.split('+').length - 1, sent.endsWith('…')])).toEqual([
      [10, true],
      [2, false],
    ]);
  });

  test('has 85 entries a command with a mailbox of 2 KiB', () => {
    const went = goneOn(hostOf('linux-v11', many(100, false)));
    expect(went.sent.map((sent) => sent.split('+').length - 1)).toEqual([85, 15]);
  });

  test('ends when the device refuses a part, and what was surfaced stays', () => {
    const refused = replyWith(0x0f);
    const went = goneOn(hostOf('linux-v11', many(100, false)), seeing(), refused);
    expect(went.sent.length).toBe(1);
    expect(went.lines).toEqual([`${CXL_PCI}dcd event failed: -14`]);
    expect(shownBy(went.host).length).toBe(100);
  });
});

describe('Linux v11, groups', () => {
  test('answers group by group in the order in which tags first appear', () => {
    const went = goneOn(
      hostOf('linux-v11', [
        { at: 0, mib: 2, tag: A, more: true },
        { at: 2, mib: 2, tag: B, more: true },
        { at: 4, mib: 2, more: true },
        { at: 6, mib: 2, tag: A },
      ]),
    );
    expect(went.sent).toEqual(['respond 0+2 6+2 2+2 4+2']);
  });

  test('tells that a group goes on without the member that fails (A16)', () => {
    const offers = [
      { at: 0, mib: 64, tag: A, more: true },
      { at: 480, mib: 64, tag: A },
    ];
    const move = twins['linux-v11'].next(seeing(), hostOf('linux-v11', offers));
    expect(move?.because).toContain('the rest of its group is taken without it (A16)');
  });

  test('answers a shared group in the order of its numbers, from 0 without a gap (A10)', () => {
    const went = goneOn(
      hostOf('linux-v11', [
        { at: 0, mib: 64, tag: A, seq: 1, more: true },
        { at: 64, mib: 64, tag: A, seq: 0 },
      ]),
      seeing(sharable),
    );
    expect(went.sent).toEqual(['respond 64+64 0+64']);
  });
});
