/** The checks of `npm test`, in order. Each yields how many passed, how many failed, and its output. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { inRoot, npm, tool } from './project.mjs';

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

/** A script whose last line is `N passed, M failed`. */
async function script(name, args) {
  const result = await npm(['run', '--silent', name, '--', ...args], gather);
  const last = result.stdout.trim().split('\n').at(-1) ?? '';
  const [, passed = '0', failed = '0'] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? [];
  return { ...counted(result, Number(passed), Number(failed)), last, ok: result.ok };
}

const conformance = () => script('conformance', ['--own', 'src/model/conformance/traces']);
const conformanceHost = () =>
  script('conformance:host', ['src/model/conformance/linux/recordings']);
const scenarios = () => script('scenarios', ['src/model/suites']);

/** Compares with a real QEMU, where one is installed. Without one nothing is counted, and the output says so. */
async function live() {
  const { last, ok, ...tally } = await script('conformance:live', [
    '--seed',
    '1',
    '--steps',
    '2000',
  ]);
  return ok && last.startsWith('No QEMU') ? { passed: 0, failed: 0, output: last } : tally;
}

/** Plays what the page exports on a real QEMU, where one is installed. */
async function roundTrip() {
  const { last, ok, ...tally } = await script('roundtrip', ['src/model/suites']);
  return ok && last.startsWith('No QEMU') ? { passed: 0, failed: 0, output: last } : tally;
}

/** `npm pack`, installed in an empty folder without a network, checks a lesson. */
async function packed() {
  const folder = mkdtempSync(join(tmpdir(), 'dcdscope-'));
  const lesson = inRoot('src/model/suites/lessons/01-hello-extent.json');
  const steps = [
    ['pack', '--silent', '--pack-destination', folder],
    [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--prefix',
      folder,
      join(folder, tarball()),
    ],
    ['exec', '--offline', '--prefix', folder, '--', 'dcdscope', 'check', lesson],
  ];
  try {
    let output = '';
    for (const args of steps) {
      const result = await npm(args, gather);
      output += result.output;
      if (!result.ok) return { passed: 0, failed: 1, output };
    }
    const isChecked = output.includes('1 passed, 0 failed');
    return { passed: isChecked ? 1 : 0, failed: isChecked ? 0 : 1, output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tarball() {
  const { name, version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  return `${name}-${version}.tgz`;
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
  { name: 'host conformance', check: conformanceHost },
  { name: 'scenarios', check: scenarios },
  { name: 'live QEMU', check: live },
  { name: 'round trip', check: roundTrip },
  { name: 'build', check: plain('vite', ['build']) },
  { name: 'package', check: packed },
  { name: 'size', check: plain('size-limit', []), needs: 'build' },
  { name: 'browser', check: browser, needs: 'build' },
];
