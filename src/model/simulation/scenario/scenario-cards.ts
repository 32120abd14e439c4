import type * as v from 'valibot';
import type { TextProblem } from '../../interop/json-text';
import type { Card } from '../../card';
import { scenarioVersion } from './scenario';

const title = 'This is not a scenario that can be opened';

/** Text that is not JSON, with the place. */
export const notJson = ({ line, column, found, expected, hint }: TextProblem): Card => ({
  title,
  what: `Line ${line}, column ${column}: ${found} stands where ${expected} was expected.`,
  where: [{ text: `line ${line}, column ${column}` }],
  why: 'A scenario is one JSON object.',
  evidence: [`found: ${found}`, `expected: ${expected}`],
  fix: hint,
});

/** A scenario of a later version. */
export const tooNew = (version: number): Card => ({
  title: 'This scenario is too new',
  what: `It is of version ${version}; this build knows version ${scenarioVersion}.`,
  where: [{ text: 'v' }],
  why: 'A newer DCDscope wrote it, and may mean things by it that this build would get wrong.',
  evidence: [`found: ${version}`, `expected: ${scenarioVersion}`],
  fix: 'Reload the page to get the newest build, then open it again.',
});

/** What stands at a place of the text, and what would have to. */
export const wrong = (at: string, found: string, expected: string): Card => ({
  title,
  what: `${at === '' ? 'The text' : at} is ${found}; expected is ${expected}.`,
  where: [{ text: at === '' ? 'the whole text' : at }],
  why: `Version ${scenarioVersion} of the format allows nothing else there.`,
  evidence: [`found: ${found}`, `expected: ${expected}`],
  fix: `Put ${expected} there.`,
});

/** The first thing that does not fit the format. */
export function problemOf(issue: v.BaseIssue<unknown>): Card {
  const at = (issue.path ?? [])
    .map(({ key }) => pathPart(key))
    .join('')
    .replace(/^\./, '');
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const card = wrong(at, 'an unknown member', 'no such member');
    return { ...card, fix: 'Remove it, or correct its name.' };
  }
  const expected = expectedText[issue.type]?.(issue) ?? issue.message;
  return wrong(at, foundText(issue.input), expected);
}

/** For the schemas that have no words of their own. */
const expectedText: Readonly<Record<string, (issue: v.BaseIssue<unknown>) => string>> = {
  strict_object: ({ expected }) => (expected === 'Object' ? 'an object' : 'this member'),
  strict_tuple: ({ expected }) => (expected === 'never' ? 'two numbers only' : 'a pair of numbers'),
  literal: ({ expected }) => expected ?? '',
  variant: ({ expected }) =>
    `one of ${(expected ?? '').replace(/[()]/g, '').replace(/ \| /g, ', ')}`,
};

const pathPart = (key: unknown): string =>
  typeof key === 'number' ? `[${key}]` : `.${clipped(String(key))}`;

const clipped = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** A value in a few words. */
export function foundText(input: unknown): string {
  if (input === undefined) return 'missing';
  if (typeof input === 'string') return clipped(JSON.stringify(input));
  if (Array.isArray(input)) return input.length === 0 ? 'an empty list' : 'a list';
  const plain =
    typeof input === 'number' || typeof input === 'bigint' || typeof input === 'boolean';
  if (plain) return clipped(String(input));
  return input === null ? 'null' : 'an object';
}
