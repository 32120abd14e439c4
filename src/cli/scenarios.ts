import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Card, failureText, type Played, playScenario } from '../model/index';

/** Says what the folder is. It is no scenario. */
const SUITE_FILE = 'suite.json';

/** Every scenario file below a directory. */
function scenarioFiles(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter(({ name }) => name.endsWith('.json') && name !== SUITE_FILE)
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

const cardText = ({ title, what, where, why, fix }: Card): string =>
  [
    title,
    `  what   ${what}`,
    `  where  ${where.map(({ text }) => text).join(', ')}`,
    `  why    ${why}`,
    `  fix    ${fix}`,
  ].join('\n');

/** What there is to say of a file that did not pass: its card, or its first check that failed. */
function trouble(played: Played): string | undefined {
  if ('problem' in played) return cardText(played.problem);
  const [first, ...others] = played.failed;
  if (first === undefined) return undefined;
  return `${failureText(first)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;
}

/** What one file came to. A bug of this program fails its file, and the others are still played. */
function resultOf(file: string): { readonly checks: number; readonly told: string | undefined } {
  try {
    const played = playScenario(readFileSync(file, 'utf8'));
    return { checks: 'checks' in played ? played.checks : 0, told: trouble(played) };
  } catch (error) {
    return { checks: 0, told: `DCDscope could not play it: ${String(error)}` };
  }
}

function main(directory: string | undefined): void {
  if (
    directory === undefined ||
    statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true
  ) {
    console.error('Usage: npm run scenarios -- DIR    (a directory of scenario files)');
    process.exitCode = 2;
    return;
  }
  const results = scenarioFiles(directory).map((file) => {
    const { checks, told } = resultOf(file);
    if (told !== undefined) console.log(`${file}: ${told}`);
    return { checks, passed: told === undefined };
  });
  const checks = results.reduce((sum, one) => sum + one.checks, 0);
  const passed = results.filter((one) => one.passed).length;
  console.log(`${checks} checks in ${results.length} scenarios`);
  console.log(`${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}

main(process.argv[2]);
