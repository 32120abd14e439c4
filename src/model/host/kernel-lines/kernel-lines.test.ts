import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forms, type FormName, type ValueOf } from './forms';
import { fill, print, speakers, type Line } from './line';
import { reader } from './reader';
import { v11, v11Next, v9 } from './tables';
import { traceLines } from './trace-lines';

const NO_TAG = '0'.repeat(32);
const TAG = '5be13bceae344a77b6c316df975fcf1a';
const MiB = 2 ** 20;

const hexDigits = fc
  .array(fc.nat({ max: 15 }), { minLength: 32, maxLength: 32 })
  .map((digits) => digits.map((digit) => digit.toString(16)).join(''));

const whole = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const range = fc.record({ start: fc.nat({ max: 2 ** 40 }), length: fc.nat({ max: 2 ** 40 }) });

/** Values of every form. */
const values: { readonly [F in FormName]: fc.Arbitrary<ValueOf<F>> } = {
  dec: fc.integer(),
  u64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  hex: whole,
  hex4: whole,
  hex16: whole,
  bare: whole,
  bare16: whole,
  iec: fc.nat({ max: 999 }).map((mebibytes) => mebibytes * MiB),
  range,
  ends: range,
  taken: fc.option(range, { nil: undefined }),
  pair: range,
  pair16: range,
  dash: range,
  uuid: hexDigits,
  regionDriver: fc.constantFrom('cxl_dax_region', 'cxl'),
  daxDriver: fc.constantFrom('dax', 'device_dax', 'kmem'),
  adjustment: fc.constantFrom('shrink', 'extend'),
  eventType: fc.nat({ max: 255 }),
  recordFlags: fc.nat({ max: 2 ** 24 - 1 }),
  reason: fc.integer({ min: 1, max: 0x20 }),
};

/** A line with random values for all its placeholders. */
const filled = (line: Pick<Line, 'by' | 'format'>): fc.Arbitrary<string> => {
  const found = `${speakers[line.by]}${line.format}`.matchAll(/\{(\w+):(\w+)\}/g);
  const arbitraries = [...found].map(([, name = '', form = '']) => [
    name,
    values[form as FormName],
  ]);
  return fc
    .record(Object.fromEntries(arbitraries) as Record<string, fc.Arbitrary<unknown>>)
    .map((fields) => fill(line, fields));
};

test.each(Object.keys(forms) as FormName[])(
  'a value of the form %s is read as it is printed',
  (form) => {
    const line = { by: 'plain', format: `before {value:${form}} after` } as const;
    const read = reader(line);
    fc.assert(
      fc.property(filled(line), (text) => {
        expect(fill(line, read(text) ?? {})).toBe(text);
      }),
    );
  },
);

describe.each(Object.entries({ v11, v11Next, v9 }))('the lines of %s', (_series, table) => {
  const all = Object.entries<Line>(table).map(([id, line]) => ({ id, line, read: reader(line) }));

  test('are told from each other by their text, whatever they are filled with', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all).chain(({ id, line }) => filled(line).map((text) => ({ id, text }))),
        ({ id, text }) => {
          expect(all.filter(({ read }) => read(text) !== undefined).map((one) => one.id)).toEqual([
            id,
          ]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

const offer = { range: { start: 0x1000_0000, length: 64 * MiB }, tag: NO_TAG };
const kept = { driver: 'cxl_dax_region', region: 0 } as const;

test.each([
  [
    print(v11.eventAdd, { dpa: 0x1000_0000, length: 0x400_0000 }),
    'cxl_pci 0000:0d:00.0: DCD event add : DPA:0x10000000 LEN:0x4000000',
  ],
  [
    print(v11.extentOutsidePartition, offer),
    'cxl_pci 0000:0d:00.0: DC extent DPA [range 0x0000000010000000-0x0000000013ffffff] (00000000-0000-0000-0000-000000000000) is not in a valid DC partition',
  ],
  [
    print(v9.extentOutsidePartition, { range: { start: 0, length: 0 }, tag: NO_TAG }),
    'cxl_pci 0000:0d:00.0: DC extent DPA [range 0x0000000000000000-0xffffffffffffffff] (00000000-0000-0000-0000-000000000000) is not in a valid DC partition',
  ],
  [
    print(v11.groupMisaligned, {
      tag: TAG,
      dpa: 0x1010_0000,
      length: 0x400_0000,
      alignment: 2 * MiB,
    }),
    'cxl_pci 0000:0d:00.0: Tag 5be13bce-ae34-4a77-b6c3-16df975fcf1a: dropping group, extent DPA:0x10100000 LEN:0x4000000 not 0x200000-aligned',
  ],
  [
    print(v11.mailboxError, { code: 0x0f }),
    'cxl_pci 0000:0d:00.0: Mailbox operation had an error: physical address specified is invalid',
  ],
  [
    print(v11.resourceReleased, { ...kept, resource: undefined }),
    'cxl_dax_region dax_region0: Extent release resource (null)',
  ],
  [
    print(v11.notifyTried, { driver: 'cxl', region: 0, type: 0, tag: NO_TAG }),
    'cxl dax_region0: Trying notify: type 0 tag 00000000-0000-0000-0000-000000000000',
  ],
  [
    print(v9.notified, { ...kept, type: 1, range: { start: 0, length: 64 * MiB } }),
    'cxl_dax_region dax_region0: Notify: type 1 HPA [range 0x0000000000000000-0x0000000003ffffff]',
  ],
  [
    print(v11.rangeAllocated, {
      ...{ driver: 'dax', region: 0, dax: 1 },
      ...{ index: 0, range: { start: 0x4_9000_0000, length: 64 * MiB } },
    }),
    'dax dax0.1: alloc range[0]: 0x0000000490000000:0x0000000493ffffff',
  ],
  [
    print(v11.memoryTruncated, { region: 0, dax: 1, size: 64 * MiB }),
    'kmem dax0.1: DAX region truncated by 64.0 MiB due to alignment',
  ],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});

const traced = {
  ...{ serial: 99, time: 1795650353793377121n, uuid: 'ca95afa7f18340188c2f95268e101a2a' },
  ...{ recordLength: 128, handle: 10, relatedHandle: 0, maintClass: 0, maintSubClass: 0, ldId: 0 },
  ...{ headId: 0, type: 0, hostId: 0, region: 255, start: 0x1000_0000, length: 64 * MiB },
  ...{ tag: NO_TAG, sequence: 0 },
};

test('a trace names handles in hexadecimal, and flags that have no name by their number', () => {
  expect(print(traceLines.v11.record, { ...traced, flags: 0x1 })).toBe(
    "cxl_dynamic_capacity: memdev=mem0 host=0000:0d:00.0 serial=99 log=0x4 : time=1795650353793377121 uuid=ca95afa7-f183-4018-8c2f-95268e101a2a len=128 flags='0x1' handle=a related_handle=0 maint_op_class=0 maint_op_sub_class=0 ld_id=0 head_id=0 : event_type='Add capacity' host_id='0' updated_region_index='255' starting_dpa=10000000 length=4000000 tag=00000000-0000-0000-0000-000000000000 shared_extent_sequence=0",
  );
  const v9Text = print(traceLines.v9.record, { ...traced, flags: 0x14, type: 9, region: 1 });
  expect(v9Text).toContain("flags='PERMANENT_CONDITION | PERFORMANCE_DEGRADED'");
  expect(v9Text).toContain("event_type='0x9' host_id='0' partition_id='1'");
});

test('a release that matches no extent is an error in v11 and a word for debugging after it', () => {
  expect([v11.releaseUnmatched.level, v11Next.releaseUnmatched.level]).toEqual(['err', 'debug']);
});

test('a placeholder that is missing or of another kind does not compile', () => {
  const printed = [
    // @ts-expect-error The length is missing.
    () => print(v11.eventAdd, { dpa: 0 }),
    // @ts-expect-error A number is no tag.
    () => print(v11.extentAdded, { decoder: 0, range: offer.range, tag: 0 }),
    // @ts-expect-error A dax region is not driven by a dax device's driver.
    () => print(v11.groupAllocated, { driver: 'kmem', region: 0 }),
    // @ts-expect-error v9 has no tag groups.
    () => print(v9.groupAllocated, kept),
  ];
  expect(printed).toHaveLength(4);
});

/** The files of the kernel that print lines about Dynamic Capacity. */
const files = [
  'arch/x86/mm/fault.c',
  'drivers/base/dd.c',
  ...['bus', 'cxl', 'kmem'].map((name) => `drivers/dax/${name}.c`),
  ...['extent', 'hdm', 'mbox', 'port', 'region', 'region_dax'].map(
    (name) => `drivers/cxl/core/${name}.c`,
  ),
  'drivers/cxl/pci.c',
];

test('each line comes from a function of a file of the kernel', () => {
  const tables: readonly Readonly<Record<string, Line>>[] = [v11, v11Next, v9];
  const lines = tables.flatMap((table) => Object.values(table));
  expect(new Set(lines.map(({ from: [file] }) => file))).toEqual(new Set(files));
  expect(lines.filter(({ from: [, name] }) => !/^\w{6,}$/.test(name))).toEqual([]);
});

describe('a size', () => {
  test.each<[number, string]>([
    [0, '0 B'],
    [512, '512 B'],
    [1024, '1.00 KiB'],
    [1536, '1.50 KiB'],
    [10 * 1024, '10.0 KiB'],
    [100 * 1024, '100 KiB'],
    [1.25 * MiB, '1.25 MiB'],
    [2 ** 31, '2.00 GiB'],
    [2 ** 44, '16.0 TiB'],
    [2 ** 50, '1.00 PiB'],
    [2 ** 60, '1.00 EiB'],
  ])('of %i bytes is %s, and is read as that', (bytes, text) => {
    const line = { by: 'plain', format: '{size:iec}' } as const;
    expect(fill(line, { size: bytes })).toBe(text);
    expect(reader(line)(text)).toEqual({ size: bytes });
  });
});

describe('a tracepoint', () => {
  const said = (form: FormName, value: number): string =>
    fill({ by: 'plain', format: `{value:${form}}` }, { value });

  test('names every flag of a record, and gives the rest as a number', () => {
    expect(said('recordFlags', 0x1fc)).toBe(
      'PERMANENT_CONDITION | MAINTENANCE_NEEDED | PERFORMANCE_DEGRADED | HARDWARE_REPLACEMENT_NEEDED | MAINT_OP_SUB_CLASS_VALID | LD_ID_VALID | HEAD_ID_VALID',
    );
    expect(said('recordFlags', 0x204)).toBe('PERMANENT_CONDITION | 0x200');
    expect(said('recordFlags', 0)).toBe('');
  });

  test('names every type of a record, and gives another as a number', () => {
    expect([0, 1, 2, 3, 4].map((type) => said('eventType', type))).toEqual([
      'Add capacity',
      'Release capacity',
      'Forced capacity release',
      'Region Configuration Updated',
      '0x4',
    ]);
  });
});

test('Linux says what each return code of the mailbox means', () => {
  const said = Array.from({ length: 0x22 }, (_, code) =>
    fill({ by: 'plain', format: '{code:reason}' }, { code }),
  );
  expect(said).toMatchSnapshot();
});
