import { createBoard, tunnelRequest, type Board } from '../src/cli/live/board';
import { mailboxStatus, sending } from '../src/cli/live/mailbox-registers';
import { deviceRegisters, switchRegisters } from '../src/cli/live/pci';
import { findQemu, type Qemu } from '../src/cli/live/qemu-find';
import { startQemu, type Running } from '../src/cli/live/qemu-process';
import { fromHex, toHex } from '../src/model/codec/codec';
import { decode } from '../src/model/codec/message';
import { ldOf } from '../src/model/device/device-state';
import { inOrder } from '../src/model/device/extent-list';
import { giveBack, respond } from '../src/model/host/commands';
import type { Range } from '../src/model/host/host-state';
import type { MailboxCommand } from '../src/model/host/twin';
import { dcExtentListReply } from '../src/model/layouts/dc-extent-list';
import { MiB } from '../src/model/units';
import { BLOCK, initiateOne, qmpArguments, withAccepted } from './devices';
import { median } from './median';

const SLICES = 60;
/** Cycles in a slice: by QMP, which waits for each reply, and by register writes one behind the other. */
const WAITING = 5;
const PIPELINED = 200;
const BASE = 256 * MiB;

/** Cycles per second of a QEMU on this machine. */
export interface QemuSpeed {
  readonly version: string;
  readonly qmp: number;
  /** Its own speed, by number of accepted extents: adds by FM API, nothing waits for a reply. Empty without FM API. */
  readonly own: ReadonlyMap<number, number>;
}

/** What the QEMU that `QEMU` names, else the one that is installed, does in a second; nothing when there is none. */
export async function qemuSpeed(counts: readonly number[]): Promise<QemuSpeed | undefined> {
  const qemu = findQemu(undefined);
  if (qemu === undefined) return undefined;
  const qmp = await onBoard(qemu, (running, board) =>
    perSecond(WAITING, async () => {
      for (let i = 0; i < WAITING; i += 1) await qmpCycle(running, board);
    }),
  );
  const own = new Map<number, number>();
  for (const count of qemu.fmApi ? counts : [])
    own.set(count, await onBoard(qemu, (running, board) => ownSpeed(running, board, count)));
  return { version: qemu.version, qmp, own };
}

/** Does something with a machine that has just started. */
async function onBoard<T>(
  qemu: Qemu,
  job: (running: Running, board: Board) => Promise<T>,
): Promise<T> {
  const topology = qemu.fmApi ? 'switch' : 'direct';
  const machine = { staticMiB: 256, dcMiB: 4096, regionCount: 1, topology } as const;
  const running = await startQemu(qemu, machine);
  const board = createBoard(running, machine);
  await board.enumerate();
  await board.setDecoders(true);
  const result = await job(running, board);
  await running.kill();
  return result;
}

/** Cycles per second in the median slice of so many cycles. */
async function perSecond(cycles: number, slice: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < SLICES; i += 1) {
    const began = performance.now();
    await slice();
    took.push(performance.now() - began);
  }
  return (1000 * cycles) / median(took);
}

const toDevice = ({ opcode, payload }: MailboxCommand): readonly string[] =>
  sending(deviceRegisters, { opcode, input: toHex(payload), length: payload.length });

/** Through the switch to the device behind its port 0. */
function tunnelled({ opcode, payload }: MailboxCommand): readonly string[] {
  const input = tunnelRequest(0, opcode, toHex(payload));
  return sending(switchRegisters, { opcode: 0x5300, input, length: input.length / 2 });
}

async function qmpCycle({ qmp }: Running, board: Board): Promise<void> {
  const range = { start: BASE, length: BLOCK };
  await qmp.execute('cxl-add-dynamic-capacity', qmpArguments(0));
  for (const { opcode, payload } of [respond([range]), giveBack([range])])
    await board.mailbox({ opcode, input: toHex(payload), length: payload.length });
}

/** Bits 32 to 47 of the mailbox's STATUS register. */
const returnCode = (status: number): number => Math.floor(status / 2 ** 32) % 2 ** 16;

/** The bytes that the model is given too, with as many extents accepted before. */
async function ownSpeed({ qtest }: Running, board: Board, count: number): Promise<number> {
  const taken = (range: Range): readonly string[] => [
    ...tunnelled(initiateOne(range.start)),
    ...toDevice(respond([range])),
  ];
  for (const range of inOrder(ldOf(withAccepted(count).device).accepted))
    await qtest.exchange(taken(range));
  const range = { start: BASE + (2 * count + 1) * BLOCK, length: BLOCK };
  const cycle = [...taken(range), ...toDevice(giveBack([range]))];
  const batch = Array.from({ length: PIPELINED }, () => cycle).flat();
  const speed = await perSecond(PIPELINED, () => qtest.exchange(batch));
  const status = await board.register(mailboxStatus);
  if (returnCode(status) !== 0) throw new Error(`QEMU answered ${returnCode(status)} in a cycle`);
  const { output } = await board.mailbox({ opcode: 0x4801, input: '00'.repeat(8), length: 8 });
  const { total } = decode(dcExtentListReply, fromHex(output)).header;
  if (total !== count) throw new Error(`QEMU has ${total} extents after its cycles, not ${count}`);
  return speed;
}
