import { describe, expect, test } from 'vitest';
import { CXL_PCI, goneOn, hostOf, P0, seeing, sharable, tagOf, type Told } from '../testing/host';
import { MiB } from '../units';
import type { HostRegion, HostState } from './host-state';
import type { HostSees } from './twin';
import { twins } from './twins';

const A = tagOf('a');

interface Row {
  readonly offers: readonly Told[];
  readonly has?: readonly Told[];
  readonly sees?: Partial<HostSees>;
  readonly changes?: Partial<HostState>;
  readonly v9: readonly string[];
  readonly v11: readonly string[];
  /** What the response names, in MiB from the region's begin. */
  readonly names: Readonly<Record<'v9' | 'v11', string>>;
  /** A part of the line that the kernel prints. */
  readonly line?: Partial<Readonly<Record<'v9' | 'v11', string>>>;
}

const WHOLE = { v9: 'A3–A15', v11: 'A2–A15' } as const;
const regionIn = (
  changes: Pick<HostRegion, 'phase' | 'driver' | 'listed'>,
): Partial<HostState> => ({
  regions: [{ id: 0, start: P0, length: 512 * MiB, hpa: 0, decoder: 0, ...changes }],
});

const rows: Readonly<Record<string, Row>> = {
  'A2 zero length': {
    offers: [{ at: 0, mib: 0 }],
    v9: [`e1 accepts ${WHOLE.v9}`],
    v11: ['e1 refuses A2'],
    names: { v9: ' 0+0', v11: '' },
    line: { v11: 'has invalid length (firmware bug)' },
  },
  'A3 no bytes at the very begin of the device': {
    offers: [{ at: -P0 / MiB, mib: 0 }],
    v9: ['e1 refuses A3'],
    v11: ['e1 refuses A3'],
    names: { v9: '', v11: '' },
    line: { v9: 'is not in a valid DC partition', v11: 'is not in a valid DC partition' },
  },
  'A3 outside region 0': {
    offers: [{ at: 1024, mib: 64 }],
    v9: ['e1 refuses A3'],
    v11: ['e1 refuses A3'],
    names: { v9: '', v11: '' },
    line: { v9: 'is not in a valid DC partition', v11: 'is not in a valid DC partition' },
  },
  'A4 no CXL region': {
    offers: [{ at: 512, mib: 64 }],
    v9: ['e1 refuses A4'],
    v11: ['e1 refuses A4'],
    names: { v9: '', v11: '' },
  },
  'A5 region without a dax region': {
    offers: [{ at: 0, mib: 64 }],
    changes: regionIn({ phase: 'closing', driver: 'bound', listed: true }),
    v9: [`e1 accepts ${WHOLE.v9}`],
    v11: ['e1 refuses A5'],
    names: { v9: ' 0+64', v11: '' },
  },
  'A6 beyond the decoder': {
    offers: [{ at: 480, mib: 64 }],
    v9: ['e1 refuses A6'],
    v11: ['e1 refuses A6'],
    names: { v9: '', v11: '' },
    line: { v9: 'is not fully in ED', v11: 'is not fully in ED' },
  },
  'A7 a tag': {
    offers: [{ at: 0, mib: 64, tag: A }],
    v9: ['e1 refuses A7'],
    v11: [`e1 accepts ${WHOLE.v11}`],
    names: { v9: '', v11: ' 0+64' },
    line: { v9: 'tags not supported' },
  },
  'A8 a sequence number where nothing is shared': {
    offers: [{ at: 0, mib: 64, seq: 1 }],
    v9: ['e1 refuses A8'],
    v11: ['e1 refuses A8'],
    names: { v9: '', v11: '' },
    line: {
      v9: 'can not be shared',
      v11: 'non-sharable partition but shared_extn_seq=1 (firmware bug)',
    },
  },
  'A9 no tag where extents are shared': {
    offers: [{ at: 0, mib: 64 }],
    sees: sharable,
    v9: [`e1 accepts ${WHOLE.v9}`],
    v11: ['e1 refuses A9'],
    names: { v9: ' 0+64', v11: '' },
    line: { v11: 'sharable-partition extent has null tag (firmware bug)' },
  },
  'A10 a gap in the sequence': {
    offers: [
      { at: 0, mib: 64, tag: A, seq: 0, more: true },
      { at: 64, mib: 64, tag: A, seq: 2 },
    ],
    sees: sharable,
    v9: ['e2 refuses A8', 'e1 refuses A7'],
    v11: ['e1 refuses A10', 'e2 refuses A10'],
    names: { v9: '', v11: '' },
    line: { v11: 'shared_extn_seq must be dense 0..n-1: expected 1 got 2 (firmware bug)' },
  },
  'A8 comes before A7': {
    offers: [{ at: 0, mib: 64, tag: A, seq: 1 }],
    v9: ['e1 refuses A8'],
    v11: ['e1 refuses A8'],
    names: { v9: '', v11: '' },
  },
  'A11 a tag that the host has': {
    offers: [{ at: 128, mib: 64, tag: A }],
    has: [{ at: 0, mib: 64, tag: A }],
    v9: ['e1 refuses A7'],
    v11: ['e1 refuses A11'],
    names: { v9: '', v11: '' },
    line: { v11: 'dropping group, tag already committed (firmware/orchestrator bug)' },
  },
  'A12 a group in two regions of the device': {
    offers: [
      { at: 0, mib: 64, tag: A, more: true },
      { at: 1024, mib: 64, tag: A },
    ],
    v9: ['e2 refuses A7', 'e1 refuses A7'],
    v11: ['e1 refuses A12', 'e2 refuses A12'],
    names: { v9: '', v11: '' },
    line: { v11: 'is not in a valid DC partition' },
  },
  'A13 a group with one misaligned extent': {
    offers: [
      { at: 0, mib: 64, tag: A, more: true },
      { at: 65, mib: 64, tag: A, more: true },
      { at: 256, mib: 64 },
    ],
    v9: [`e3 accepts ${WHOLE.v9}`, 'e2 refuses A7', 'e1 refuses A7'],
    v11: ['e1 refuses A13', 'e2 refuses A13', `e3 accepts ${WHOLE.v11}`],
    names: { v9: ' 256+64', v11: ' 256+64' },
    line: { v11: 'not 0x200000-aligned' },
  },
  'A13 one misaligned extent without a tag': {
    offers: [{ at: 1, mib: 64 }],
    v9: [`e1 accepts ${WHOLE.v9}`],
    v11: ['e1 refuses A13'],
    names: { v9: ' 1+64', v11: '' },
  },
  'A14 nothing but a duplicate': {
    offers: [{ at: 0, mib: 32 }],
    has: [{ at: 0, mib: 64 }],
    v9: ['e1 accepts A14'],
    v11: ['e1 refuses A14'],
    names: { v9: ' 0+32', v11: '' },
    line: { v9: 'exists; accept again', v11: 'exists; accept again' },
  },
  'A14 a duplicate in a group with something new': {
    offers: [
      { at: 0, mib: 32, tag: A, more: true },
      { at: 64, mib: 32, tag: A },
    ],
    has: [{ at: 0, mib: 64 }],
    v9: ['e2 refuses A7', 'e1 refuses A7'],
    v11: ['e1 accepts A14', `e2 accepts ${WHOLE.v11}`],
    names: { v9: '', v11: ' 0+32 64+32' },
  },
  'A15 overlap': {
    offers: [{ at: 32, mib: 64 }],
    has: [{ at: 0, mib: 64 }],
    v9: ['e1 refuses A15'],
    v11: ['e1 refuses A15'],
    names: { v9: '', v11: '' },
  },
  'A15 overlap with an extent of the same chain': {
    offers: [
      { at: 0, mib: 64, more: true },
      { at: 32, mib: 64 },
    ],
    v9: [`e2 accepts ${WHOLE.v9}`, 'e1 refuses A15'],
    v11: [`e1 accepts ${WHOLE.v11}`, 'e2 refuses A15'],
    names: { v9: ' 32+64', v11: ' 0+64' },
  },
  'A16 one member of a group fails': {
    offers: [
      { at: 0, mib: 64, tag: A, more: true },
      { at: 480, mib: 64, tag: A },
    ],
    v9: ['e2 refuses A7', 'e1 refuses A7'],
    v11: [`e1 accepts ${WHOLE.v11}`, 'e2 refuses A6'],
    names: { v9: '', v11: ' 0+64' },
  },
  'A18 without the dax driver': {
    offers: [{ at: 0, mib: 64 }],
    changes: regionIn({ phase: 'ready', driver: 'none', listed: false }),
    v9: [`e1 accepts ${WHOLE.v9}`],
    v11: ['e1 refuses A18'],
    names: { v9: ' 0+64', v11: '' },
  },
  'A18 while the list is still asked for': {
    offers: [{ at: 0, mib: 64 }],
    changes: regionIn({ phase: 'scanning', driver: 'bound', listed: false }),
    v9: [`e1 accepts ${WHOLE.v9}`],
    v11: ['e1 refuses A18'],
    names: { v9: ' 0+64', v11: '' },
  },
};

describe.each(['v9', 'v11'] as const)('Linux %s, offered extents', (series) => {
  test.each(Object.entries(rows))('%s', (_, row) => {
    const { offers, has = [], changes = {}, sees = {}, names, line } = row;
    const went = goneOn(hostOf(`linux-${series}`, offers, { has, changes }), seeing(sees));
    expect(went.decided).toEqual(row[series]);
    expect(went.sent).toEqual([`respond${names[series]}`]);
    const printed = line?.[series];
    if (printed !== undefined) expect(went.lines.join('\n')).toContain(printed);
  });

  test('A1 without Dynamic Capacity the log is left alone', () => {
    const sees = seeing({ partitions: [], eventStatus: 0x10 });
    expect(twins[`linux-${series}`].next(sees, hostOf(`linux-${series}`, []))).toBeUndefined();
  });

  test('A21 events that it has no handler for change nothing', () => {
    const went = goneOn(
      hostOf(`linux-${series}`, [
        { at: 0, mib: 64, type: 3 },
        { at: 0, mib: 64, type: 9 },
      ]),
    );
    expect(went.sent).toEqual(['nothing', 'nothing']);
    expect(went.lines).toEqual(Array(2).fill(`${CXL_PCI}dcd event failed: -22`));
  });
});
