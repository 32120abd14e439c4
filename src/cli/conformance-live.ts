import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printJson } from '../model/index';
import type { Difference } from '../model/conformance/replay';
import { compareBatch, recordBatch, reduce, traceOf, type Reduced } from './live/batch';
import { createGenerator } from './live/generator';
import { deviceMember } from './live/virtual-machine';
import { readOptions, type Options } from './live/options';
import { findQemu, type Qemu } from './live/qemu-find';
import { qmpFacts } from './live/qmp-facts';
import { createRandom } from './live/random';

/** Steps recorded from one start of QEMU. */
const batchSteps = 400;

const noQemu = 'No QEMU >= 9.1 with dynamic capacity was found; live comparison not run.';

/** A text cut to what a line holds. */
const short = (value: string): string => (value.length > 400 ? `${value.slice(0, 397)}…` : value);

/** A trace with one step a line. */
function traceText(qemu: Qemu, { recorded }: Reduced, name: string): string {
  const whole = printJson(traceOf(qemu, { ...recorded, steps: [] }, name));
  const steps = recorded.steps.map(({ op, fields }) => printJson({ op, ...fields }));
  return `${whole.slice(0, whole.lastIndexOf('[]'))}[\n${steps.join(',\n')}\n]}\n`;
}

function tell({ recorded, difference }: Reduced, file: string): void {
  const { what, qemu, model, step } = difference;
  console.log(`${file}: step ${step}: ${what}`);
  console.log(`  QEMU  ${short(qemu)}`);
  console.log(`  model ${short(model)}`);
  console.log(`  machine ${printJson(deviceMember(recorded.machine))}`);
  for (const [at, { op, fields }] of recorded.steps.slice(-12).entries()) {
    const index = at + Math.max(0, recorded.steps.length - 12);
    console.log(`  ${index === step ? '>' : ' '} ${index} ${short(printJson({ op, ...fields }))}`);
  }
}

interface Tally {
  readonly steps: number;
  readonly passed: number;
  readonly found: Reduced | undefined;
  readonly seed: number;
}

/** Compares what QEMU says over QMP; a version that was not recorded may have other commands. */
async function compareQmp(qemu: Qemu): Promise<number> {
  const { commands, probes, differences } = await qmpFacts(qemu);
  for (const difference of differences) console.log(`QMP: ${short(difference)}`);
  const failed = probes === 0 ? 0 : differences.length;
  console.log(`QMP: ${commands} commands, ${probes} probes, ${differences.length} differ`);
  return failed;
}

/** Records and compares batch after batch, up to the first difference. */
async function compareAll(qemu: Qemu, options: Options): Promise<Tally> {
  const { part, crashy } = options;
  const seeds = createRandom(options.seed);
  const end = performance.now() + 1000 * options.maxSeconds;
  let steps = 0;
  let passed = 0;
  let seed = options.seed;
  while (steps < options.steps && performance.now() < end) {
    const generator = createGenerator({ seed, part, crashy, fmApi: qemu.fmApi });
    const count = Math.min(batchSteps, options.steps - steps);
    const recorded = await recordBatch(qemu, generator, count);
    const difference: Difference | undefined = compareBatch(qemu, recorded);
    steps += difference?.step ?? recorded.steps.length;
    if (difference !== undefined) return { steps, passed, seed, found: { recorded, difference } };
    passed += 1;
    seed = seeds.bits();
  }
  return { steps, passed, seed: options.seed, found: undefined };
}

async function report(qemu: Qemu, options: Options, tally: Tally): Promise<void> {
  if (tally.found === undefined) return;
  const { step, what } = tally.found.difference;
  console.log(
    `Difference at step ${step} of the batch with seed ${tally.seed}: ${what}; shrinking.`,
  );
  const reduced = await reduce(qemu, tally.found);
  mkdirSync(options.out, { recursive: true });
  const name = `live-${qemu.version}-${tally.seed}`;
  const file = join(options.out, `${name}.json`);
  writeFileSync(file, traceText(qemu, reduced, name));
  tell(reduced, file);
}

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    console.error(options);
    process.exitCode = 2;
    return;
  }
  const found = findQemu(options.qemu);
  if (found === undefined) {
    console.log(noQemu);
    return;
  }
  const { profileVersion } = options;
  const qemu = profileVersion === 'auto' ? found : { ...found, version: profileVersion };
  console.log(`QEMU ${found.version} (${found.package}), accelerator ${found.accelerator}`);
  const qmpFailed = await compareQmp(found);
  const before = performance.now();
  const tally = await compareAll(qemu, options);
  const seconds = (performance.now() - before) / 1000;
  await report(qemu, options, tally);
  const rate = Math.round(tally.steps / seconds);
  console.log(`${tally.steps} steps compared (${rate} steps/s), seed ${options.seed}`);
  console.log(`${tally.passed} passed, ${tally.found === undefined ? 0 : 1} failed`);
  if (tally.found !== undefined || qmpFailed > 0) process.exitCode = 1;
}

await main(process.argv.slice(2));
