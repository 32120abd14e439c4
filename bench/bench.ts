import { encode } from '../src/model/codec/message';
import { initiateAdd } from '../src/model/layouts/fm-dcd';
import { NO_TAG } from '../src/model/layouts/dc-extent';
import { giveBack, respond } from '../src/model/host/commands';
import { startState, type SimulationState } from '../src/model/simulation/state';
import { step } from '../src/model/simulation/step';
import type { Action } from '../src/model/simulation/action';
import { ldOf, withLd } from '../src/model/device/device-state';
import { offered, responded } from '../src/model/device/capacity';
import { newTrail } from '../src/model/happening';
import { GiB, MiB } from '../src/model/units';

const BLOCK = 2 * MiB;

/** What real QEMU 11.1.3 did on the machine where the recorded sessions were made, in cycles per second. */
const recorded: Readonly<Record<number, number>> = { 0: 12_400, 500: 4500 };
const RECORDED_QMP = 800;

function deviceWith(blocks: number): SimulationState {
  const capacity = Math.max(1, Math.ceil((blocks * BLOCK) / GiB)) * GiB;
  return startState({
    profile: 'qemu-11.1',
    device: {
      id: 'cxl-dcd0',
      staticVolatile: 256 * MiB,
      staticPersistent: 0,
      dynamicCapacity: capacity,
      regionCount: 1,
    },
    host: { twin: 'manual', decoder: { start: 256 * MiB, length: capacity } },
  });
}

/** A device that has accepted `count` single blocks, every other one. */
function withAccepted(count: number): SimulationState {
  const state = deviceWith(2 * count + 16);
  const base = ldOf(state.device).regions[0]?.base ?? 0;
  const ranges = Array.from({ length: count }, (_, i) => ({
    start: base + 2 * i * BLOCK,
    length: BLOCK,
  }));
  if (count === 0) return state;
  const offer = offered(ldOf(state.device), ranges, newTrail());
  const entries = offer.group.extents.map((extent) => ({
    start: extent.start,
    length: extent.length,
    offered: extent,
  }));
  const ld = responded(offer.ld, entries, newTrail());
  return { ...state, device: withLd(state.device, ld) };
}

const fmAdd = (start: number): Action => ({
  kind: 'fmApi',
  to: 'ld',
  opcode: 0x5604,
  payload: encode(
    initiateAdd,
    { host: 0, policy: 2, region: 0, length: BigInt(BLOCK), tag: NO_TAG, extentCount: 1 },
    [
      {
        start: BigInt(start),
        length: BigInt(BLOCK),
        tag: NO_TAG,
        sharedSeq: 0,
        extentReserved: '0'.repeat(12),
      },
    ],
  ),
});

const qmpAdd = (offset: number): Action => ({
  kind: 'qmp',
  execute: 'cxl-add-dynamic-capacity',
  arguments: {
    path: '/machine/peripheral/cxl-dcd0',
    'host-id': 0,
    'selection-policy': 'prescriptive',
    region: 0,
    extents: [{ offset, len: BLOCK }],
  },
});

/** One add, its acceptance and its release, as three steps; the event log is full after eight and stays so. */
function cycle(
  add: Action,
  range: { readonly start: number; readonly length: number },
): readonly Action[] {
  return [add, { kind: 'mailbox', ...respond([range]) }, { kind: 'mailbox', ...giveBack([range]) }];
}

interface Measured {
  readonly perSecond: number;
}

/** Runs a cycle for about `ms` milliseconds, after a warm-up, and checks that it really ran. */
function measure(start: SimulationState, actions: readonly Action[], ms: number): Measured {
  let state = start;
  const before = ldOf(start.device).accepted.byOrder.size;
  const run = (until: number): number => {
    let cycles = 0;
    while (performance.now() < until) {
      for (let i = 0; i < 50; i += 1)
        for (const action of actions) state = step(state, action).state;
      cycles += 50;
    }
    return cycles;
  };
  run(performance.now() + ms / 3);
  const began = performance.now();
  const cycles = run(began + ms);
  const seconds = (performance.now() - began) / 1000;
  if (ldOf(state.device).accepted.byOrder.size !== before)
    throw new Error('a cycle did not end where it began');
  return { perSecond: cycles / seconds };
}

const thousands = (value: number): string => `${(value / 1000).toFixed(1)} k/s`;

function main(): void {
  console.log('add → accept → release, each with all its happenings (Node, one thread)\n');
  console.log('accepted extents   FM API        QMP           against QEMU 11.1.3 as recorded');
  const base: Record<number, number> = {};
  for (const count of [0, 100, 500]) {
    const state = withAccepted(count);
    const start = (ldOf(state.device).regions[0]?.base ?? 0) + (2 * count + 1) * BLOCK;
    const range = { start, length: BLOCK };
    // At 500 accepted extents the limit of 512 leaves room for the cycle.
    const fm = measure(state, cycle(fmAdd(start), range), 1500).perSecond;
    const qmp = measure(state, cycle(qmpAdd((2 * count + 1) * BLOCK), range), 1500).perSecond;
    base[count] = fm;
    const own = recorded[count];
    const ratio = own === undefined ? '' : `FM API ${(fm / own).toFixed(1)} ×, `;
    console.log(
      `${String(count).padStart(16)}   ${thousands(fm).padEnd(12)}  ${thousands(qmp).padEnd(12)}  ${ratio}QMP ${(qmp / RECORDED_QMP).toFixed(0)} ×`,
    );
  }
}

main();
