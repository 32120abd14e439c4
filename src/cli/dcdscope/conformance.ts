import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { replay, type Replayed } from '../../model/conformance/replay';
import type { Trace } from '../../model/conformance/trace';
import { notBuiltYet } from '../../model/conformance/not-built-yet';
import { traceIn } from '../trace-text';

/** How many steps before a difference are shown. */
const SHOWN_BEFORE = 3;

/** Every trace file below a directory. */
function traceFiles(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

function tell(file: string, trace: Trace, { difference }: Replayed): void {
  if (difference === undefined) return;
  console.log(`${file}: step ${difference.step}: ${difference.what}`);
  console.log(`  QEMU  ${short(difference.qemu)}`);
  console.log(`  model ${short(difference.model)}`);
  const first = Math.max(0, difference.step - SHOWN_BEFORE);
  for (let at = first; at <= difference.step; at += 1) {
    console.log(
      `  ${at === difference.step ? '>' : ' '} ${at} ${short(JSON.stringify(trace.steps[at]?.fields, bigintText))}`,
    );
  }
}

const bigintText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly steps: number;
}

/**
 * Replays one file. `listed` gives the reason why a trace of the project's own is known to need what is not
 * built yet: then failing is expected, and passing is the failure.
 */
function check(file: string, listed: string | undefined): Tally {
  const trace = traceIn(readFileSync(file, 'utf8'));
  if (typeof trace === 'string') {
    console.log(`${file}:${trace}`);
    return { passed: 0, failed: 1, steps: 0 };
  }
  const result = replay(trace);
  const steps = result.compared;
  if (listed === undefined) {
    tell(file, trace, result);
    return result.difference === undefined
      ? { passed: 1, failed: 0, steps }
      : { passed: 0, failed: 1, steps };
  }
  if (result.difference !== undefined) return { passed: 0, failed: 0, steps };
  console.log(`${file}: passes, but is listed as not built yet (${listed}); take it off the list`);
  return { passed: 0, failed: 1, steps };
}

/** Replays every trace below a directory: exit code 0 if all agree, 1 if one does not, 2 where there is none. */
export function conformance(args: readonly string[]): number {
  const own = args.includes('--own');
  const directory = args.find((arg) => !arg.startsWith('--'));
  if (
    directory === undefined ||
    statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true
  ) {
    console.error('Usage: conformance DIR    (a directory of recorded QEMU sessions)');
    return 2;
  }
  const files = traceFiles(directory);
  const listed = new Map(own ? notBuiltYet : []);
  const tally = files
    .map((file) => check(file, listed.get(relative(directory, file))))
    .reduce(
      (sum, one) => ({
        passed: sum.passed + one.passed,
        failed: sum.failed + one.failed,
        steps: sum.steps + one.steps,
      }),
      { passed: 0, failed: 0, steps: 0 },
    );
  const waiting = files.length - tally.passed - tally.failed;
  const also = waiting > 0 ? `; ${waiting} traces wait for what is not built yet` : '';
  console.log(`${tally.steps} steps compared in ${files.length} traces${also}`);
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}
