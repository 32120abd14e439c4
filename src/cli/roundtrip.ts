import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario } from '../model/index';
import '../model/all-commands';
import { profileFor } from '../model/conformance/trace';
import { findQemu, type Qemu } from './live/qemu-find';
import { roundTrip, type RoundTrip } from './live/roundtrip';
import { scriptTrip } from './live/script-trip';

const noQemu = 'No QEMU >= 9.1 with dynamic capacity was found; round trip not run.';

/** Every scenario below a folder. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !name.endsWith('suite.json'))
    .map((name) => join(folder, name))
    .sort();

async function tripOf(qemu: Qemu, file: string): Promise<RoundTrip> {
  const read = readScenario(readFileSync(file, 'utf8'));
  if (!read.ok) return { kind: 'leftOut', why: read.problem.what };
  return roundTrip(qemu, read.scenario, profileFor(qemu.version));
}

/** The shell script of the first run that has one is run, too. */
async function countScript(
  qemu: Qemu,
  folder: string,
  counts: { passed: number; failed: number },
): Promise<void> {
  const profile = profileFor(qemu.version);
  for (const file of filesIn(folder)) {
    const read = readScenario(readFileSync(file, 'utf8'));
    if (!read.ok || read.scenario.profile !== 'qemu-11.1') continue;
    const trip = await roundTrip(qemu, read.scenario, profile);
    if (trip.kind === 'leftOut' || trip.answers === 0) continue;
    const wrong = scriptTrip(qemu, read.scenario, profile);
    if (wrong === 'no request') continue;
    if (wrong === 'no socat') console.log('left out the shell script: there is no socat');
    else if (wrong === undefined) counts.passed += 1;
    else {
      counts.failed += 1;
      console.log(`${file}: ${wrong}`);
    }
    return;
  }
}

/** Plays what is exported of each scenario on the QEMU of this machine, and says where it answers otherwise. */
async function main(folder: string): Promise<void> {
  const qemu = findQemu(undefined);
  if (qemu === undefined) {
    console.log(noQemu);
    return;
  }
  const left = new Map<string, number>();
  const counts = { passed: 0, failed: 0, answers: 0 };
  for (const file of filesIn(folder)) {
    const trip = await tripOf(qemu, file);
    if (trip.kind === 'leftOut') {
      left.set(trip.why, (left.get(trip.why) ?? 0) + 1);
      continue;
    }
    const { answers, departure } = trip;
    counts.answers += answers;
    if (departure === undefined) {
      counts.passed += 1;
      continue;
    }
    counts.failed += 1;
    const { step, what, model, qemu: found } = departure;
    console.log(`${file}: step ${step}: ${what}\n  model ${model}\n  QEMU  ${found}`);
  }
  await countScript(qemu, folder, counts);
  for (const [why, count] of left) console.log(`left out ${count}: ${why}`);
  console.log(`${counts.answers} answers of QEMU ${qemu.version} as the exported runs say them`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  if (counts.failed > 0) process.exitCode = 1;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run roundtrip -- DIR    (a folder of scenario files)');
  process.exitCode = 2;
} else await main(folder);
