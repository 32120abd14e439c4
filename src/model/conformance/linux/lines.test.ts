import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fill, levels, type Line } from '../../host/kernel-lines/line';
import { reader } from '../../host/kernel-lines/reader';
import { v11, v9 } from '../../host/kernel-lines/tables';
import { traceLines } from '../../host/kernel-lines/trace-lines';
import { leftOut } from './left-out';
import { masked, masks } from './masks';

interface Step {
  readonly step: number;
  readonly do: object;
  readonly log: readonly (
    { readonly level: number; readonly text: string } | { command: number }
  )[];
  readonly trace: readonly string[];
}

/** A line of a recording and where it stands. */
interface Recorded {
  readonly where: string;
  readonly level: number;
  readonly text: string;
  readonly booting: boolean;
}

/** The recordings by folder, and the series whose kernel was recorded. */
const folders = { v11: 'v11', v9: 'v9', unstable: 'v9' } as const;
const tables = { v11, v9 } as const;
type Folder = keyof typeof folders;

const at = new URL('recordings/', import.meta.url);

function stepsIn(folder: Folder): readonly (readonly [file: string, step: Step])[] {
  return readdirSync(new URL(`${folder}/`, at)).flatMap((file) =>
    readFileSync(new URL(`${folder}/${file}`, at), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => [file, JSON.parse(line) as Step] as const),
  );
}

const steps = {
  v11: stepsIn('v11'),
  v9: stepsIn('v9'),
  unstable: stepsIn('unstable'),
};

const linesOf = (folder: Folder): readonly Recorded[] =>
  steps[folder].flatMap(([file, step]) => {
    const booting = 'boot' in step.do || 'reset' in step.do;
    return step.log.flatMap((entry) =>
      'text' in entry ? [{ ...entry, booting, where: `${file}: step ${step.step}` }] : [],
    );
  });

const lines = { v11: linesOf('v11'), v9: linesOf('v9'), unstable: linesOf('unstable') };

const readersOf = (table: Readonly<Record<string, Line>>) =>
  Object.entries(table).map(([id, line]) => ({ id, line, read: reader(line) }));

const readers = { v11: readersOf(v11), v9: readersOf(v9) };

/** What a text is in a table: the ids of the lines that it can be, with what they are filled with. */
const matches = (series: 'v11' | 'v9', text: string) =>
  readers[series].flatMap(({ id, line, read }) => {
    const fields = read(text);
    return fields === undefined ? [] : [{ id, line, fields }];
  });

const rulesFor = (series: 'v11' | 'v9', { text, booting }: Recorded) =>
  leftOut.filter(
    (rule) =>
      rule.pattern.test(text) &&
      (rule.booting ?? booting) === booting &&
      (rule.series === undefined || rule.series === series),
  );

describe.each(['v11', 'v9', 'unstable'] as const)('the recordings in %s', (folder) => {
  const series = folders[folder];

  test('print every line as one entry of the table, or one rule leaves it out', () => {
    expect(lines[folder].length).toBeGreaterThan(1000);
    const odd = lines[folder].filter((line) => {
      const [rule, ...others] = rulesFor(series, line);
      // What is left out of one series only may be a line that the other is compared by.
      if (rule?.series !== undefined) return others.length > 0;
      return matches(series, line.text).length + (rule === undefined ? 0 : 1) !== 1;
    });
    expect(odd.map(({ where, text }) => `${where}: ${text}`)).toEqual([]);
  });

  test('have each line at its level, and it is printed again as it was read', () => {
    const wrong = lines[folder].flatMap(({ where, text, level }) =>
      matches(series, text)
        .filter(({ line, fields }) => fill(line, fields) !== text || levels[line.level] !== level)
        .map(({ id }) => `${where}: ${id}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });

  test('trace every record and every overflow in the form of v11', () => {
    const forms = Object.values(traceLines.v11).map((line) => ({ line, read: reader(line) }));
    const wrong = steps[folder].flatMap(([file, { step, trace }]) =>
      trace
        .filter((text) => {
          const again = forms.flatMap(({ line, read }) => {
            const fields = read(text);
            return fields === undefined ? [] : [fill(line, fields)];
          });
          return again.length !== 1 || again[0] !== text;
        })
        .map((text) => `${file}: step ${step}: ${text}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(['v11', 'v9'] as const)('the table of %s', (series) => {
  const used = new Set(
    (['v11', 'v9', 'unstable'] as const)
      .filter((folder) => folders[folder] === series)
      .flatMap((folder) =>
        lines[folder].flatMap(({ text }) => matches(series, text).map(({ id }) => id)),
      ),
  );

  test('says of each line whether a recording has it', () => {
    const wrong = Object.entries<Line>(tables[series]).filter(
      ([id, { seen }]) => used.has(id) !== (seen === 'recorded'),
    );
    expect(wrong.map(([id]) => id)).toEqual([]);
  });
});

const everything = Object.entries(lines).flatMap(([folder, recorded]) =>
  recorded.map((line) => ({ series: folders[folder as Folder], line })),
);

test('every rule leaves something out', () => {
  const used = new Set(everything.flatMap(({ series, line }) => rulesFor(series, line)));
  expect(leftOut.filter((rule) => !used.has(rule))).toEqual([]);
});

test('masks take what only that machine has out of lines and traces, and nothing else', () => {
  const texts = [
    ...everything.map(({ line }) => line.text),
    ...Object.values(steps).flatMap((one) => one.flatMap(([, { trace }]) => trace)),
  ];
  const idle = masks.filter(({ pattern }) => !texts.some((text) => text.search(pattern) !== -1));
  expect(idle.map(({ what }) => what)).toEqual([]);
  expect(masked('cxl decoder2.1: dpa:0x10000000 mapped in region:region1')).toBe(
    'cxl <decoder>.1: dpa:0x10000000 mapped in region:region1',
  );
  expect(
    masked(
      'cxl_overflow: memdev=mem0 host=0000:0d:00.0 serial=99: log=0x4 : 1 records from 1795650540514772342 to 1795650540514772342',
    ),
  ).toBe(
    'cxl_overflow: memdev=mem0 host=<PCI address> serial=<serial>: log=0x4 : 1 records from <time> to <time>',
  );
});
