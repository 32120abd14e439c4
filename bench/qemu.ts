import { findQemu } from '../src/cli/live/qemu-find';
import { createRecorder } from '../src/cli/live/recorder';
import { toHex } from '../src/model/codec/codec';
import type { JsonValue } from '../src/model/json';
import { giveBack, respond } from '../src/model/host/commands';
import { MiB } from '../src/model/units';
import { BLOCK, qmpArguments } from './devices';
import { median } from './median';

const SLICES = 60;
/** Cycles in a slice. */
const SLICE = 5;

/** Cycles per second, in the median slice, of a QEMU on this machine by QMP and qtest, or nothing when there is none. */
export async function qemuCycles(): Promise<
  { readonly version: string; readonly perSecond: number } | undefined
> {
  const qemu = findQemu(undefined);
  if (qemu === undefined) return undefined;
  const machine = { staticMiB: 256, dcMiB: 1024, regionCount: 1, topology: 'direct' } as const;
  const recorder = await createRecorder(qemu, machine);
  const range = { start: 256 * MiB, length: BLOCK };
  const inputs: readonly (readonly [string, Readonly<Record<string, JsonValue>>])[] = [
    ['qmp', { name: 'cxl-add-dynamic-capacity', args: qmpArguments(0) }],
    ['mailbox', { opcode: '4802', in_hex: toHex(respond([range]).payload) }],
    ['mailbox', { opcode: '4803', in_hex: toHex(giveBack([range]).payload) }],
  ];
  const took: number[] = [];
  for (let slice = 0; slice < SLICES; slice += 1) {
    const began = performance.now();
    for (let i = 0; i < SLICE; i += 1) {
      for (const [op, fields] of inputs) await recorder.play({ op, fields });
    }
    took.push(performance.now() - began);
  }
  await recorder.close();
  return { version: qemu.version, perSecond: (1000 * SLICE) / median(took) };
}
