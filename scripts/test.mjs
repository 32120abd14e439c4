/**
 * `npm test`: every check, whatever the others say; the last line is the sum.
 * `--verbose` shows the output of passing checks too, `--no-browser` leaves the browser out.
 */
import { ensurePackages, requireNode } from './project.mjs';

const verbose = process.argv.includes('--verbose');
const skipsBrowser = process.argv.includes('--no-browser');

function print(name, { passed, failed, output }, seconds) {
  const none = passed + failed === 0;
  const verdict = none ? 'none' : failed === 0 ? 'ok  ' : 'FAIL';
  const counts = passed + failed < 2 ? '' : `${passed} of ${passed + failed}`;
  console.log(`${verdict}  ${name.padEnd(12)} ${counts.padStart(14)} ${seconds.padStart(7)} s`);
  if (failed === 0 && !none && !verbose) return;
  for (const line of output.trimEnd().split('\n')) console.log(`      | ${line}`);
}

async function runCheck({ name, check, needs }, broken) {
  const start = Date.now();
  const result = broken.has(needs)
    ? { passed: 0, failed: 1, output: `not run: ${needs} failed` }
    : await check().catch((error) => ({ passed: 0, failed: 1, output: String(error.stack) }));
  print(name, result, ((Date.now() - start) / 1000).toFixed(1));
  return result;
}

async function runAll() {
  const { checks } = await import('./checks.mjs');
  const broken = new Set();
  const sum = { passed: 0, failed: 0 };
  for (const item of checks.filter(({ name }) => !(skipsBrowser && name === 'browser'))) {
    const { passed, failed } = await runCheck(item, broken);
    if (failed > 0) broken.add(item.name);
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

requireNode();
const { passed, failed } = (await ensurePackages()) ? await runAll() : { passed: 0, failed: 1 };
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
