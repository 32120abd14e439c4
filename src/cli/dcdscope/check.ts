import { writeFileSync } from 'node:fs';
import {
  against,
  branchNames,
  checkExpectations,
  type JsonValue,
  positionOf,
  type Scenario,
  timelineOfBranch,
} from '../../model/index';
import { junit, tap, type Checked, type Result } from './report';
import { sourceOf, type Source } from './source';

interface Options {
  /** A file for JUnit's XML. */
  readonly junit?: string | undefined;
  readonly tap?: boolean | undefined;
}

/**
 * Plays each source and looks at everything that it says is to be true. Exit code 0 if all holds, 1 if something does
 * not, 2 if a source cannot be read or has nothing to check.
 */
export async function check(names: readonly string[], options: Options): Promise<number> {
  const all: Checked[] = [];
  let unreadable = false;
  for (const name of names) {
    const source = await sourceOf(name);
    const results = resultsOf(source);
    unreadable ||= source.kind === 'problem' || results.length === 0;
    all.push({ source: shortName(name), results: results.length === 0 ? [nothing] : results });
  }
  if (options.junit !== undefined) writeFileSync(options.junit, junit(all));
  process.stdout.write(options.tap === true ? tap(all) : plain(all));
  if (unreadable) return 2;
  return all.some(({ results }) => results.some(isFailed)) ? 1 : 0;
}

const nothing: Result = {
  name: 'has something to check',
  failure:
    'It says nowhere what is to be true: add {"expect": {…}} (see `dcdscope expect`), or paste a log with replies.',
};

const isFailed = ({ failure }: Result): boolean => failure !== undefined;

/** A link is known by its end. */
const shortName = (name: string): string => (name.length > 80 ? `…${name.slice(-40)}` : name);

function resultsOf(source: Source): readonly Result[] {
  switch (source.kind) {
    case 'problem':
      return [{ name: 'can be read', failure: source.problem }];
    case 'scenario':
      return scenarioResults(source.scenario);
    case 'text':
      return textResults(source.run);
  }
}

function scenarioResults(scenario: Scenario): readonly Result[] {
  const position = positionOf(scenario, 0);
  return branchNames(position).flatMap(({ id, name }, at) => {
    const timeline = timelineOfBranch(position, id);
    const from = scenario.branches?.[at - 1]?.from ?? 0;
    const checked = timeline === undefined ? [] : checkExpectations(timeline);
    const branch = at === 0 ? '' : `branch “${name}”, `;
    return checked
      .filter(({ after }) => after > from)
      .map(({ after, says, ok, expected, found }) => ({
        name: `${branch}step ${after}: ${says}`,
        ...(ok ? {} : { failure: differenceText(expected, found) }),
      }));
  });
}

function textResults({
  timeline,
  steps,
}: Extract<Source, { kind: 'text' }>['run']): readonly Result[] {
  if (timeline === undefined) return [];
  return against(timeline, steps).map(({ from, after, says, ok, expected, found }) => ({
    name: `line ${from}, step ${after}: ${says}`,
    ...(ok ? {} : { failure: differenceText(expected, found) }),
  }));
}

/** What differs, and no more: of two lists the items that only one has. */
export function differenceText(expected: JsonValue, found: JsonValue): string {
  if (!Array.isArray(expected) || !Array.isArray(found))
    return `expected ${printed(expected)}, found ${printed(found)}`;
  const [wanted, had] = [expected.map(printed), found.map(printed)];
  const missing = wanted.filter((item) => !had.includes(item));
  const more = had.filter((item) => !wanted.includes(item));
  const parts = [
    ...(missing.length === 0 ? [] : [`missing ${missing.join(', ')}`]),
    ...(more.length === 0 ? [] : [`not expected ${more.join(', ')}`]),
  ];
  return parts.length === 0 ? 'the same items in another order' : parts.join('; ');
}

const printed = (value: JsonValue): string => JSON.stringify(value);

function plain(all: readonly Checked[]): string {
  const lines = all.flatMap(({ source, results }) => {
    const failed = results.filter(isFailed);
    return failed.length === 0
      ? [`ok    ${source}  ${results.length} checks`]
      : [
          `FAIL  ${source}  ${failed.length} of ${results.length}`,
          ...failed.map(({ name, failure = '' }) => `        ${name}: ${failure}`),
        ];
  });
  const failed = all.filter(({ results }) => results.some(isFailed)).length;
  return `${lines.join('\n')}\n${all.length - failed} passed, ${failed} failed\n`;
}
