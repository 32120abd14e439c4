import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { configProblem } from '../device/config';
import { profiles } from '../device/profiles/profile';
import { twinIds, type TwinId } from '../host/twin-id';
import { isHostMove } from '../simulation/action';
import type { Expectation } from '../simulation/scenario/expectation-schema';
import { checkExpectations } from '../simulation/run/expectations';
import { nextMove } from '../simulation/steps/host-step';
import { failureText } from '../simulation/run/played';
import { readScenario } from '../simulation/scenario/read-scenario';
import type { Scenario } from '../simulation/scenario/scenario';
import { writeScenario } from '../simulation/scenario/write-scenario';
import { sentencesIn } from '../testing/sentences';
import { timelineOf, type Frame, type Timeline } from '../simulation/run/timeline';

/** What a folder of scenario files says of itself. Files are named without `.json`. */
const suiteFile = v.strictObject({
  title: v.string(),
  about: v.string(),
  /** Where the files are not what the suite they come from says, and why. */
  differences: v.array(v.string()),
  /** Hosts on which a file comes to the same as on its own. */
  alsoOn: v.record(v.string(), v.array(v.picklist(twinIds))),
});

const folderOf = (suite: string): URL => new URL(`${suite}/`, import.meta.url);
const textOf = (suite: string, file: string): string =>
  readFileSync(new URL(`${file}.json`, folderOf(suite)), 'utf8');

const suiteIn = (suite: string) => v.parse(suiteFile, JSON.parse(textOf(suite, 'suite')));

const filesIn = (suite: string): readonly string[] =>
  readdirSync(folderOf(suite))
    .map((name) => name.replace('.json', ''))
    .filter((name) => name !== 'suite');

function scenarioIn(suite: string, file: string): Scenario {
  const read = readScenario(textOf(suite, file));
  if (!read.ok) throw new Error(`${suite}/${file}: ${read.problem.what}`);
  return read.scenario;
}

const onTwin = (scenario: Scenario, twin: TwinId): Scenario => ({
  ...scenario,
  host: { ...scenario.host, twin },
});

const failures = (timeline: Pick<Timeline, 'frames'>): readonly string[] =>
  checkExpectations(timeline)
    .filter(({ ok }) => !ok)
    .map(failureText);

/** Moves of the host that a file has too many of, or too few before something else is done. */
const miscounted = ({ frames }: Timeline): readonly string[] =>
  frames.flatMap(({ action, reply, state }, i) => {
    if (!isHostMove(action)) return [];
    if (reply.kind === 'cannot') return [`step ${i + 1} has nothing to do`];
    const following = frames[i + 1]?.action;
    const last = following === undefined || !isHostMove(following);
    return last && nextMove(state) !== undefined ? [`after step ${i + 1} the host goes on`] : [];
  });

const suites = readdirSync(new URL('.', import.meta.url)).filter(
  (name) => !name.includes('.') && name !== 'sentences',
);
const files = suites.flatMap((suite) => filesIn(suite).map((file) => ({ suite, file })));
const runs = files.flatMap(({ suite, file }) => {
  const scenario = scenarioIn(suite, file);
  const others = suiteIn(suite).alsoOn[file] ?? [];
  return [scenario.host.twin, ...others].map((twin) => ({
    name: `${suite}/${file}`,
    twin,
    scenario: onTwin(scenario, twin),
  }));
});

test('the suites are here, and say only of files that there are that they run elsewhere, too', () => {
  expect(suites).toEqual(['cxl-dcd', 'field', 'lessons', 'libcxlmi', 'moking']);
  for (const suite of suites) {
    expect(filesIn(suite)).toEqual(expect.arrayContaining(Object.keys(suiteIn(suite).alsoOn)));
  }
});

test('cxl-dcd.sh is whole: T1 to T22 on v11, and what ends otherwise on v9', () => {
  const played = (twin: TwinId): ReadonlySet<string> =>
    new Set(
      runs
        .filter((run) => run.name.startsWith('cxl-dcd/') && run.twin === twin)
        .flatMap(({ name }) => name.match(/t\d\d/g) ?? []),
    );
  const all = Array.from({ length: 22 }, (_, i) => `t${String(i + 1).padStart(2, '0')}`);
  expect(all.filter((name) => !played('linux-v11').has(name))).toEqual([]);
  expect(all.filter((name) => !played('linux-v9').has(name))).toEqual([]);
});

test.each(files)('$suite/$file is as the program writes it, and its device exists', (at) => {
  const scenario = scenarioIn(at.suite, at.file);
  expect(writeScenario(scenario)).toBe(textOf(at.suite, at.file));
  expect(configProblem(scenario.device, profiles[scenario.profile])).toBeUndefined();
  expect(scenario.about ?? '').not.toBe('');
});

test.each(runs)('$name holds on $twin', ({ scenario }) => {
  const timeline = timelineOf(scenario);
  expect(checkExpectations(timeline).length).toBeGreaterThan(0);
  expect(failures(timeline)).toEqual([]);
  expect(miscounted(timeline)).toEqual([]);
});

/*
 * Every sentence that a host says of what it does in the files of a suite, once a file.
 * `npx vitest run src/model/suites/suites.test.ts -u` writes them anew.
 */
test.each(suites)('%s is told in these sentences', async (suite) => {
  const lines = runs
    .filter(({ name }) => name.startsWith(`${suite}/`))
    .flatMap(({ name, twin, scenario }) => [
      `== ${name} on ${twin}`,
      ...sentencesIn(timelineOf(scenario).frames.map(wordsOf)),
    ]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./sentences/${suite}.txt`);
});

/** What a step is told in: the moves of the host and its decisions, and why something could not be done. */
const wordsOf = ({ happenings, reply }: Frame) => [
  happenings.map((happening) => {
    if (happening.what === 'hostMoved') return [`${happening.title}: ${happening.because}`];
    if (happening.what !== 'hostDecided') return [];
    const { verdict, rule, because } = happening;
    return [`${verdict} (${rule}): ${because}`];
  }),
  reply.kind === 'cannot' ? [`cannot: ${reply.what} ${reply.why} ${reply.fix}`] : [],
];

const bySeries = files.filter(({ file }) => file.endsWith('-v9'));

test.each(bySeries)('$suite/$file ends otherwise on linux-v11', ({ suite, file }) => {
  const timeline = timelineOf(onTwin(scenarioIn(suite, file), 'linux-v11'));
  expect(failures(timeline)).not.toEqual([]);
});

/** The values of an expectation, each made wrong in turn. */
const spoiled = (expectation: Expectation): readonly Expectation[] =>
  Object.entries(expectation).map(([member, value]) => ({
    ...expectation,
    [member]: wrongFor(value),
  }));

function wrongFor(value: NonNullable<Expectation[keyof Expectation]>): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}?`;
  if (!Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([opcode, n]) => [opcode, n + 1]));
  }
  const [first, ...rest] = value;
  if (typeof first === 'string') return [`${first}?`, ...rest];
  return first === undefined ? [[0, 1]] : rest;
}

const spoilable = ({ frames }: Timeline) =>
  frames.flatMap((frame, at) =>
    (frame.expects ?? []).flatMap((expectation, which) =>
      spoiled(expectation).map((wrong) => ({
        step: at + 1,
        frames: frames.with(at, withExpectation(frame, which, wrong)),
      })),
    ),
  );

const withExpectation = (frame: Frame, which: number, wrong: Expectation): Frame => ({
  ...frame,
  expects: (frame.expects ?? []).with(which, wrong),
});

describe('a check that is wrong fails, it alone, and says where', () => {
  test.each(files)('$suite/$file', ({ suite, file }) => {
    const wrongs = spoilable(timelineOf(scenarioIn(suite, file)));
    expect(wrongs.length).toBeGreaterThan(0);
    for (const { step, frames } of wrongs) {
      const failed = checkExpectations({ frames }).filter(({ ok }) => !ok);
      expect(failed.map(({ after }) => after)).toEqual([step]);
    }
  });
});
