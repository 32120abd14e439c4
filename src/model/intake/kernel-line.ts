import { probeLines } from '../host/kernel-lines/probe-lines';
import { v11, v11Next, v9 } from '../host/kernel-lines/tables';
import { reader } from '../host/kernel-lines/reader';
import type { Fields } from '../host/kernel-lines/line';

/** Time stamps and names that log daemons and dynamic debug put before a line. */
const before: readonly RegExp[] = [
  /^\s*(?:<\d+>)?/,
  /^(?:\w{3}\s+\d+\s[\d:.]+|\d{4}-\d\d-\d\dT[\d:.+Z-]+)\s+\S+\s+kernel:\s*/,
  /^\[\s*\d+\.\d+\](?:\[\s*[TC]\d+\])?\s?/,
  /^\w+:\w+:\d+:\s/,
];

/** A line without what stands before it; device addresses are those of a machine with one device. */
export function kernelText(line: string): string {
  const bare = before.reduce((text, pattern) => text.replace(pattern, ''), line);
  return bare.replace(/\b[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.\d\b/g, '0000:0d:00.0');
}

/** Whether a time stamp or a driver of CXL stands before a line. */
export const looksKernel = (line: string): boolean =>
  /^\s*(?:<\d+>)?\[\s*\d+\.\d+\]|\skernel:\s|^\s*(?:cxl_\w+|cxl|kmem|device_dax|dax) \S+: |^\s*cxl \w+[\d.]+: |^\s?extent\d+\.\d+: /.test(
    line,
  );

type Table = Readonly<Record<string, (text: string) => Fields | undefined>>;

const tableOf = (lines: Readonly<Record<string, Parameters<typeof reader>[0]>>): Table =>
  Object.fromEntries(Object.entries(lines).map(([id, line]) => [id, reader(line)]));

/** The lines of each series, by how they are read; made when the first line is read. */
let tables: readonly (readonly ['linux-v9' | 'linux-v11', Table])[] | undefined;

const known = (): NonNullable<typeof tables> =>
  (tables ??= [
    ['linux-v9', tableOf(v9)],
    ['linux-v11', { ...tableOf(v11Next), ...tableOf(v11) }],
  ]);

/** A line that a host of ours prints. */
export interface KnownLine {
  readonly id: string;
  readonly fields: Fields;
  /** The series that have it. */
  readonly series: readonly ('linux-v9' | 'linux-v11')[];
}

/** Which line of the tables a text is; nothing where it is none of them. */
export function knownLine(text: string): KnownLine | undefined {
  const found = known().flatMap(([series, table]) => {
    for (const [id, read] of Object.entries(table)) {
      const fields = read(text);
      if (fields !== undefined) return [{ id, fields, series }];
    }
    return [];
  });
  const [first] = found;
  // What a driver prints as it finds the device was recorded of one series only.
  if (first !== undefined && first.id in probeLines)
    return { id: first.id, fields: first.fields, series: ['linux-v9', 'linux-v11'] };
  return first && { id: first.id, fields: first.fields, series: found.map(({ series }) => series) };
}
