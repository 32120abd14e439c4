import { loadavg } from 'node:os';
import { ldOf } from '../src/model/device/device-state';
import type { Action } from '../src/model/simulation/action';
import type { SimulationState } from '../src/model/simulation/state';
import { step, type StepResult } from '../src/model/simulation/steps/step';
import { MiB } from '../src/model/units';
import { BLOCK, cycleOf, fmAdd, qmpAdd, withAccepted } from './devices';
import { median } from './median';
import { tellPage } from './page';
import { qemuSpeed } from './qemu';
import { tellTime } from './time';

/**
 * Cycles per second of QEMU 11.1.3 as measured once on a quiet machine: its own speed by FM API with pipelined
 * register writes, and its QMP path.
 */
const recordedOwn: ReadonlyMap<number, number> = new Map([
  [0, 12_400],
  [500, 4500],
]);
const RECORDED_QMP = 800;
const LIFTED = 1_000_000;
const MEASURE_MS = 1500;
/** Cycles in a slice: about a millisecond. */
const SLICE = 100;

/** Milliseconds that each slice of cycles took, until `ms` are over. */
function slices(start: SimulationState, actions: readonly Action[], ms: number): readonly number[] {
  const until = performance.now() + ms;
  const took: number[] = [];
  let state = start;
  while (performance.now() < until) {
    const began = performance.now();
    for (let i = 0; i < SLICE; i += 1) {
      for (const action of actions) ({ state } = step(state, action));
    }
    took.push(performance.now() - began);
  }
  const count = ({ device }: SimulationState): number => ldOf(device).accepted.byOrder.size;
  if (count(state) !== count(start)) throw new Error('a cycle did not end where it began');
  return took;
}

/** Cycles per second of the median slice, after a warm-up. */
function speed(start: SimulationState, actions: readonly Action[]): number {
  slices(start, actions, MEASURE_MS / 3);
  return (1000 * SLICE) / median(slices(start, actions, MEASURE_MS));
}

const thousands = (value: number): string => `${(value / 1000).toFixed(1)} k/s`;
const times = (value: number, base: number): string => `${(value / base).toFixed(1)} ×`;

interface Row {
  readonly count: number;
  readonly fm: number;
  readonly qmp: number;
}

function measure(count: number): Row {
  const state = withAccepted(count, count > 500 ? LIFTED : undefined);
  const offset = (2 * count + 1) * BLOCK;
  const start = 256 * MiB + offset;
  return {
    count,
    fm: speed(state, cycleOf(fmAdd(start), start)),
    qmp: speed(state, cycleOf(qmpAdd(offset), start)),
  };
}

function tellRow({ count, fm, qmp }: Row): void {
  const own = recordedOwn.get(count);
  const ratio = own === undefined ? '' : `${times(fm, own)} its own, `;
  console.log(
    `${String(count).padStart(16)}   ${thousands(fm).padEnd(12)} ${thousands(qmp).padEnd(12)} ${ratio}${times(qmp, RECORDED_QMP)} its QMP path`,
  );
}

/** Bytes that keeping one step costs, at 10,000 accepted extents: states and happenings together. */
function bytesPerStep(): number | undefined {
  if (globalThis.gc === undefined) return undefined;
  const state = withAccepted(10_000, LIFTED);
  const actions = cycleOf(qmpAdd(20_001 * BLOCK), 256 * MiB + 20_001 * BLOCK);
  const kept: StepResult[] = [];
  globalThis.gc();
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  let last = state;
  for (let i = 0; i < 3000; i += 1) {
    const result = step(last, actions[i % 3] ?? { kind: 'reset' });
    kept.push(result);
    last = result.state;
  }
  globalThis.gc();
  const after = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  return (after - before) / kept.length;
}

/** Other work on the machine makes everything slower, and what waits for other processes most of all. */
function tellLoad(): void {
  const [lately = 0] = loadavg();
  if (lately > 1)
    console.log(`this machine is busy (load ${lately.toFixed(1)}): the figures are too low\n`);
}

function tellModel(): readonly Row[] {
  console.log('accepted extents   FM API       QMP          against QEMU 11.1.3 as recorded');
  const rows = [0, 100, 500, 100_000].map((count) => {
    const row = measure(count);
    tellRow(row);
    return row;
  });
  const [, hundred, , many] = rows;
  if (hundred !== undefined && many !== undefined) {
    console.log(`\na cycle at 100,000 extents costs ${times(hundred.fm, many.fm)} one at 100`);
  }
  return rows;
}

/** The same beside the QEMU that is here, at the same time. */
async function tellQemu(rows: readonly Row[]): Promise<void> {
  const qemu = await qemuSpeed([...recordedOwn.keys()]);
  if (qemu === undefined) {
    console.log('no QEMU with dynamic capacity on this machine');
    return;
  }
  const { version, qmp, own } = qemu;
  console.log(`\nQEMU ${version} on this machine, just now`);
  for (const { count, fm } of rows) {
    const speed = own.get(count);
    if (speed !== undefined)
      console.log(
        `${String(count).padStart(16)}   its own speed ${thousands(speed)} (${times(fm, speed)})`,
      );
  }
  console.log(`${''.padStart(16)}   by QMP ${qmp.toFixed(0)}/s (${times(rows[0]?.qmp ?? 0, qmp)})`);
}

function tellMemory(): void {
  const bytes = bytesPerStep();
  console.log(
    bytes === undefined
      ? 'memory: not measured (start with --expose-gc)'
      : `memory: ${(bytes / 1000).toFixed(1)} kB a kept step at 10,000 extents`,
  );
}

console.log(
  'add → accept → release, every happening recorded (one thread of Node, median slice)\n',
);
tellLoad();
const rows = tellModel();
tellMemory();
await tellQemu(rows);
await tellTime();
await tellPage();
