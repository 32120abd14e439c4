import type { Action } from '../src/model/simulation/action';
import type { Scenario } from '../src/model/simulation/scenario/scenario';
import { writeScenario } from '../src/model/simulation/scenario/write-scenario';
import { MiB } from '../src/model/units';
import { Simulator } from '../src/worker/simulator';
import { qmpAdd, qmpRelease } from './devices';

const SEEKS = 1000;
const TOGGLES = 9;
const PLACES = 240;

/** Every fifth step: two offers, then the first of them is asked back. */
function request(turn: number): Action {
  const place = (4 * MiB * (turn % 3 === 2 ? turn - 2 : turn)) % (4 * MiB * PLACES);
  return turn % 3 === 2 ? qmpRelease(place) : qmpAdd(place);
}

/** A run of so many steps, in which a Linux host answers every request. */
function runOf(steps: number): Scenario {
  const staticVolatile = 256 * MiB;
  const dynamicCapacity = 1024 * MiB;
  return {
    title: 'bench',
    profile: 'qemu-11.1',
    device: {
      id: 'cxl-dcd0',
      staticVolatile,
      staticPersistent: 0,
      dynamicCapacity,
      regionCount: 1,
    },
    host: { twin: 'linux-v11', decoder: { start: staticVolatile, length: dynamicCapacity } },
    actions: Array.from({ length: steps }, (_, i): Action =>
      i % 5 === 0 ? request(i / 5) : { kind: 'host', deed: 'next' },
    ),
    queue: [],
  };
}

/** A simulator that shows the last step of such a run. */
export async function opened(steps: number): Promise<Simulator> {
  const simulator = new Simulator();
  const { problem } = await simulator.open({
    kind: 'scenario',
    text: writeScenario(runOf(steps)),
    step: steps,
  });
  if (problem !== undefined) throw new Error(problem.what);
  return simulator;
}

async function timesOf(count: number, job: (i: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const began = performance.now();
    await job(i);
    taken.push(performance.now() - began);
  }
  return taken.toSorted((a, b) => a - b);
}

const at = (sorted: readonly number[], part: number): string =>
  `${(sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1)} ms`;

function inUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes that a run of so many steps takes, with everything the worker keeps of it. */
async function bytesOf(steps: number): Promise<number> {
  const before = inUse();
  const simulator = await opened(steps);
  const bytes = inUse() - before;
  await simulator.seek(0);
  return bytes;
}

/** What moving in time costs the worker, beside what it is allowed to. */
export async function tellTime(): Promise<void> {
  const simulator = await opened(1000);
  const seeks = await timesOf(SEEKS, (i) => simulator.seek((i * 37) % 1001));
  const toggles = await timesOf(TOGGLES, () => simulator.edit({ kind: 'toggle', step: 1 }));
  await simulator.seek(1000);
  const steps = await timesOf(SEEKS, () => simulator.act({ kind: 'clock', ns: 1 }));
  console.log('\na run of 1,000 steps, in the worker');
  console.log(`  go to a step       p50 ${at(seeks, 0.5)}, p95 ${at(seeks, 0.95)}`);
  console.log(`  one step more      p50 ${at(steps, 0.5)}, p95 ${at(steps, 0.95)}`);
  console.log(`  first step off/on  p50 ${at(toggles, 0.5)} (200 ms allowed)`);
  if (globalThis.gc === undefined) return;
  const bytes = await bytesOf(10_000);
  console.log(
    `  10,000 steps take  ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / 1e7).toFixed(1)} kB a step (120 MB allowed)`,
  );
}
