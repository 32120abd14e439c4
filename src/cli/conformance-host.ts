import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { checkRecording, type Checked } from '../model/conformance/linux/check';
import { readRecording, type Recording } from '../model/conformance/linux/recording';

/** How many steps before a difference are shown. */
const SHOWN_BEFORE = 3;

/** Recordings of a race: what they show depends on which of two threads was first. */
const UNSTABLE = 'unstable';

const isUnstable = (directory: string, file: string): boolean =>
  relative(directory, dirname(file)).split(/[\\/]/).includes(UNSTABLE);

function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const short = (text: string): string => (text.length > 300 ? `${text.slice(0, 297)}…` : text);

function tell(file: string, { steps }: Recording, { difference }: Checked): void {
  if (difference === undefined) return;
  const { step, what, recorded, model } = difference;
  console.log(`${file}: step ${step}: ${what}`);
  console.log(`  Linux ${short(recorded)}`);
  console.log(`  model ${short(model)}`);
  const at = steps.findIndex((one) => one.step === step);
  for (const one of steps.slice(Math.max(0, at - SHOWN_BEFORE), at + 1)) {
    console.log(`  ${one.step === step ? '>' : ' '} ${one.step} ${short(JSON.stringify(one.do))}`);
  }
}

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly steps: number;
}

function check(file: string): Tally {
  const recording = readRecording(readFileSync(file, 'utf8'));
  if ('problem' in recording) {
    console.log(`${file}: line ${recording.line}: ${recording.problem}`);
    return { passed: 0, failed: 1, steps: 0 };
  }
  const checked = checkRecording(basename(file, '.json'), recording);
  tell(file, recording, checked);
  const ok = checked.difference === undefined;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, steps: checked.steps };
}

function main([directory]: readonly string[]): void {
  if (
    directory === undefined ||
    statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true
  ) {
    console.error(
      'Usage: npm run conformance:host -- DIR    (a directory of recorded sessions of Linux)',
    );
    process.exitCode = 2;
    return;
  }
  const all = filesIn(directory);
  const files = all.filter((file) => !isUnstable(directory, file));
  let tally: Tally = { passed: 0, failed: 0, steps: 0 };
  for (const file of files) {
    const one = check(file);
    tally = {
      passed: tally.passed + one.passed,
      failed: tally.failed + one.failed,
      steps: tally.steps + one.steps,
    };
  }
  for (const file of all.filter((one) => isUnstable(directory, one))) {
    console.log(`${basename(file)}: left out, it shows a race`);
  }
  console.log(`${tally.steps} steps compared in ${files.length} recordings`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;
}

main(process.argv.slice(2));
