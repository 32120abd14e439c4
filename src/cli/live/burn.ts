import { numberAt, type Fields } from '../../model/conformance/trace';
import { block } from './generate-ranges';
import { devicePath } from './virtual-machine';
import type { Board } from './board';
import type { Running } from './qemu-process';
import { le, readLe } from './wire';

/** Blocks of region 0 that every round asks back: as many as the log holds. */
const blocks = [0, 2, 4, 6, 8, 10, 12, 14];
const log = '04';
const head = 0x20;
const recordBytes = 0x80;

const request = {
  path: devicePath,
  'host-id': 0,
  'removal-policy': 'prescriptive',
  region: 0,
  extents: blocks.map((at) => ({ offset: at * Number(block), len: Number(block) })),
};

const handlesIn = (output: string): readonly number[] =>
  Array.from({ length: Number(readLe(output, 0x14, 2)) }, (_, at) =>
    Number(readLe(output, head + at * recordBytes + 0x14, 2)),
  );

/** Uses up handles of event records: in each round blocks are asked back, the records read and cleared. */
export async function burnEvents(
  running: Running,
  board: Board,
  fields: Fields,
): Promise<readonly [number, number, number]> {
  let [first, last, withZero] = [0, 0, 0];
  for (let round = 0; round < numberAt(fields, 'rounds'); round += 1) {
    await running.qmp.execute('cxl-release-dynamic-capacity', request);
    const { output } = await board.mailbox({ opcode: 0x0100, input: log, length: 1 });
    const handles = handlesIn(output);
    const input =
      log + le(0, 1) + le(handles.length, 1) + le(0, 3) + handles.map((at) => le(at, 2)).join('');
    await board.mailbox({ opcode: 0x0101, input, length: input.length / 2 });
    if (round === 0) first = handles[0] ?? 0;
    last = handles.at(-1) ?? last;
    if (handles.includes(0)) withZero += 1;
  }
  return [first, last, withZero];
}
