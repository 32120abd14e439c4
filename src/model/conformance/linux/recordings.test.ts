import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { acceptedDifferences } from './accepted-differences';
import { checkRecording } from './check';
import { readRecording, type RecordedStep, type Recording } from './recording';

const at = new URL('recordings/', import.meta.url);

const textOf = (name: string): string => readFileSync(new URL(name, at), 'utf8');

const filesOf = (series: string): readonly string[] =>
  readdirSync(new URL(`${series}/`, at)).map((file) => `${series}/${file}`);

function recordingIn(file: string): Recording {
  const read = readRecording(textOf(file));
  if ('problem' in read) throw new Error(`${file}: line ${read.line}: ${read.problem}`);
  return read;
}

const nameOf = (file: string): string => /([^/]+)\.json$/.exec(file)?.[1] ?? file;

/** `v11/04: step 3: what` where a recording and the model part. */
function differenceOf(file: string, recording = recordingIn(file)): string | undefined {
  const { difference } = checkRecording(nameOf(file), recording);
  return difference && `step ${difference.step}: ${difference.what}`;
}

describe.each([
  ['v11', 77],
  ['v9', 17],
] as const)('a real Linux with %s', (series, files) => {
  const all = filesOf(series);

  test('did in every recorded session what its twin does', () => {
    expect(all.length).toBe(files);
    const wrong = all.flatMap((file) => {
      const difference = differenceOf(file);
      return difference === undefined ? [] : [`${file}: ${difference}`];
    });
    expect(wrong).toEqual([]);
  });
});

test('each accepted difference is of a recording that is there', () => {
  const names = new Set(['v11', 'v9'].flatMap(filesOf).map(nameOf));
  expect(acceptedDifferences.filter(({ recording }) => !names.has(recording))).toEqual([]);
});

test('an accepted difference that disappears is one itself', () => {
  const recording = recordingIn('v11/33-phantoms.json');
  const [accepted] = acceptedDifferences;
  const { difference } = checkRecording(accepted?.recording ?? '', recording);
  expect(difference?.step).toBe(accepted?.step);
  expect(difference?.model).toContain('agrees');
});

describe('a recording that says something else', () => {
  const file = 'v11/02-two-in-one-chain.json';
  const recording = recordingIn(file);
  const changed = (change: (step: RecordedStep) => RecordedStep): string | undefined =>
    differenceOf(file, { ...recording, steps: recording.steps.map(change) });
  const firstOf = (has: (step: RecordedStep) => boolean): number =>
    recording.steps.find(has)?.step ?? -1;
  const answered = firstOf(({ mailbox }) => mailbox.some(({ opcode }) => opcode === '4802h'));

  test('as it stands has no difference', () => {
    expect(answered).toBeGreaterThan(0);
    expect(changed((step) => step)).toBeUndefined();
  });

  test('in one byte of a payload differs there', () => {
    const said = changed((step) => ({
      ...step,
      mailbox: step.mailbox.map((command) =>
        command.opcode === '4802h' ? { ...command, in: `${command.in.slice(0, -1)}1` } : command,
      ),
    }));
    expect(said).toContain(`step ${answered}: line or command`);
  });

  test('in one letter of a line, or in its level, differs there', () => {
    for (const change of [{ text: 'Trying notify: typo' }, { level: 3 }]) {
      const said = changed((step) => ({
        ...step,
        log: step.log.map((entry) =>
          'text' in entry && entry.text.includes('Trying notify') ? { ...entry, ...change } : entry,
        ),
      }));
      expect(said).toContain(`step ${answered}: line or command`);
    }
  });

  test('in a trace line, a reply or a file of sysfs differs there', () => {
    const shown = firstOf(({ state }) => (state?.extents.length ?? 0) > 0);
    const cases: readonly (readonly [change: (step: RecordedStep) => RecordedStep, RegExp])[] = [
      [(step) => ({ ...step, trace: step.trace.slice(1) }), /trace line/],
      [
        (step) =>
          'fm' in step.do
            ? { ...step, reply: { error: { class: 'GenericError', desc: 'no' } } }
            : step,
        /reply/,
      ],
      [
        (step) => ({ ...step, state: step.state && { ...step.state, extents: [] } }),
        new RegExp(`step ${shown}: sysfs, extents`),
      ],
    ];
    for (const [change, says] of cases) expect(changed(change)).toMatch(says);
  });
});

describe('a file that cannot be played', () => {
  const text = textOf('v11/01-clean-add.json');
  const lines = text.trimEnd().split('\n');
  const problemOf = (changed: string): unknown => {
    const read = readRecording(changed);
    return 'problem' in read ? [read.line, read.problem] : 'none';
  };
  const withLine = (line: number, from: RegExp, to: string): string =>
    lines.map((one, i) => (i === line - 1 ? one.replace(from, to) : one)).join('\n');

  test('is told by line', () => {
    expect(problemOf(text)).toBe('none');
    expect(problemOf(withLine(1, /"DCD v11[^"]*"/, '"DCD v3"'))).toEqual([
      1,
      'is of another kernel: "DCD v3"; v11 and v9 can be played',
    ]);
    expect(problemOf(withLine(3, /"do": ?\{[^}]*\}/, '"do": {"dance": true}'))).toEqual([
      3,
      expect.stringContaining('{"dance":true}'),
    ]);
    expect(problemOf(withLine(2, /^\{/, '['))).toEqual([2, expect.stringMatching(/^is not JSON/)]);
    expect(problemOf('')).toEqual([1, expect.stringMatching(/^is not JSON/)]);
  });
});
