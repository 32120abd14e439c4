/** The checks of `npm test`, in order. Each yields how many passed, how many failed, and its output. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { npm, tool } from './project.mjs';

const gather = { gather: true };

/** A check that holds or does not: it counts as one. */
const plain =
  (name, args, packageName = name) =>
  async () => {
    const { ok, output } = await tool(name, args, gather, packageName);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
  };

/** Nothing counted, or a failure that no count shows, is one failure. */
function counted({ ok, output }, passed, failed) {
  const hidden = failed === 0 && (!ok || passed === 0);
  return { passed, failed: hidden ? 1 : failed, output };
}

/** Runs a tool that writes its result to a file as JSON, and reads that. */
async function withReport(start, count) {
  const folder = mkdtempSync(join(tmpdir(), 'dcdscope-'));
  const file = join(folder, 'report.json');
  try {
    const result = await start(file);
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    const { passed, failed } = report ? count(report) : { passed: 0, failed: 0 };
    return counted(result, passed, failed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that could not be loaded has no tests to count: it counts as one that failed. */
function countVitest(report) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const left = report.numTotalTests - report.numPassedTests;
  return { passed: report.numPassedTests, failed: left + broken.length };
}

function unitTests() {
  const reporters = ['--reporter=default', '--reporter=json'];
  const start = (file) =>
    tool('vitest', ['run', ...reporters, `--outputFile.json=${file}`], gather);
  return withReport(start, countVitest);
}

function countPlaywright({ stats, errors }) {
  const { expected, unexpected, flaky, skipped } = stats;
  return { passed: expected, failed: unexpected + flaky + skipped + errors.length };
}

async function browser() {
  const { path, problem } = await ensureChromium();
  if (problem) return { passed: 0, failed: 1, output: problem };
  const start = (file) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, CHROMIUM_PATH: path };
    const args = ['test', '--reporter=list,json'];
    return tool('playwright', args, { ...gather, env }, '@playwright/test');
  };
  return withReport(start, countPlaywright);
}

async function conformance() {
  const traces = 'src/model/conformance/traces';
  const result = await npm(['run', '--silent', 'conformance', '--', '--own', traces], gather);
  const last = result.stdout.trim().split('\n').at(-1) ?? '';
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  return counted(result, Number(passed), Number(failed));
}

/** Compares with a real QEMU, where one is installed. Without one nothing is counted, and the output says so. */
async function live() {
  const args = ['run', '--silent', 'conformance:live', '--', '--seed', '1', '--steps', '2000'];
  const result = await npm(args, gather);
  const last = result.stdout.trim().split('\n').at(-1) ?? '';
  if (result.ok && last.startsWith('No QEMU')) return { passed: 0, failed: 0, output: last };
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  return counted(result, Number(passed), Number(failed));
}

export const checks = [
  { name: 'format', check: plain('prettier', ['--check', '.']) },
  { name: 'lint', check: plain('eslint', ['.', '--max-warnings', '0']) },
  { name: 'types', check: plain('tsc', ['-b'], 'typescript') },
  {
    name: 'boundaries',
    check: plain('depcruise', ['src', 'e2e', 'bench'], 'dependency-cruiser'),
  },
  { name: 'dead code', check: plain('knip', ['--no-progress']) },
  { name: 'unit tests', check: unitTests },
  { name: 'conformance', check: conformance },
  { name: 'live QEMU', check: live },
  { name: 'build', check: plain('vite', ['build']) },
  { name: 'size', check: plain('size-limit', []), needs: 'build' },
  { name: 'browser', check: browser, needs: 'build' },
];
