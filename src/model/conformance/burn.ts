import { decode, encode } from '../codec/message';
import { profileOf } from '../device/device-state';
import { clearEventRecordsRequest, getEventRecordsReply } from '../layouts/event-record';
import type { Action } from '../simulation/action';
import type { Reply } from '../simulation/reply';
import { differ, type Compared } from './compare';
import { acted, type Op, type Played } from './played';
import { numberAt } from './trace';

/** The Dynamic Capacity log, as 0100h and 0101h number it. */
const DC_LOG = 4;
/** Blocks of region 0 that every round asks back: as many as the log holds. */
const BLOCKS = [0, 2, 4, 6, 8, 10, 12, 14];

/** The request of every round, of the device under test. */
function releaseRequest({ state: { device } }: Played): Action {
  const { blockSize } = profileOf(device);
  return {
    kind: 'qmp',
    execute: 'cxl-release-dynamic-capacity',
    arguments: {
      path: device.config.id,
      'host-id': 0,
      'removal-policy': 'prescriptive',
      region: 0,
      extents: BLOCKS.map((block) => ({ offset: block * blockSize, len: blockSize })),
    },
  };
}

const command = (opcode: number, payload: Uint8Array): Action => ({
  kind: 'mailbox',
  opcode,
  payload,
});

const handlesIn = (reply: Reply): readonly number[] =>
  reply.kind === 'mailbox'
    ? decode(getEventRecordsReply, reply.output).items.map(({ handle }) => handle)
    : [];

interface Round {
  readonly played: Played;
  readonly handles: readonly number[];
  readonly refused: Compared;
}

/** One round: blocks asked back, the records read, all of them cleared. */
function burnRound(before: Played, request: Action): Round {
  const [asked, refused] = acted(before, request, (reply) =>
    reply.kind === 'qmp' && reply.error !== undefined
      ? differ('release request', 'return', reply.error.desc)
      : undefined,
  );
  if (refused !== undefined) return { played: asked, handles: [], refused };
  let handles: readonly number[] = [];
  const [read] = acted(asked, command(0x0100, Uint8Array.of(DC_LOG)), (reply) => {
    handles = handlesIn(reply);
    return undefined;
  });
  const clear = encode(
    clearEventRecordsRequest,
    { log: DC_LOG, flags: 0, count: handles.length },
    handles.map((handle) => ({ handle })),
  );
  const [played] = acted(read, command(0x0101, clear), () => undefined);
  return { played, handles, refused: undefined };
}

/** Uses up handles of event records. The result is the first handle, the last, and the rounds that saw handle 0. */
export const burn: Op = (before, fields) => {
  const request = releaseRequest(before);
  let played = before;
  let [first, last, withZero] = [0, 0, 0];
  for (let round = 0; round < numberAt(fields, 'rounds'); round += 1) {
    const done = burnRound(played, request);
    if (done.refused !== undefined) return [done.played, done.refused];
    played = done.played;
    if (round === 0) first = done.handles[0] ?? 0;
    last = done.handles.at(-1) ?? last;
    if (done.handles.includes(0)) withZero += 1;
  }
  const found = JSON.stringify([first, last, withZero]);
  return [played, differ('burned handles', JSON.stringify(fields['result']), found)];
};
