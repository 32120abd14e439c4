import { encode } from '../src/model/codec/message';
import { withOffer, withResponse } from '../src/model/device/capacity';
import { ldOf, withNames, withLd } from '../src/model/device/device-state';
import { newTrail } from '../src/model/happening';
import { giveBack, respond } from '../src/model/host/commands';
import type { MailboxCommand } from '../src/model/host/twin';
import { NO_TAG } from '../src/model/layouts/dc-extent';
import { initiateAdd } from '../src/model/layouts/fm-dcd';
import type { Action } from '../src/model/simulation/action';
import { startState, type SimulationState } from '../src/model/simulation/state';
import { GiB, MiB } from '../src/model/units';

export const BLOCK = 2 * MiB;

/** A device of one region that has accepted `count` single blocks, every other one. `limit` lifts QEMU's 512. */
export function withAccepted(count: number, limit?: number): SimulationState {
  const capacity = Math.max(1, Math.ceil(((2 * count + 16) * BLOCK) / GiB)) * GiB;
  const state = startState({
    profile: 'qemu-11.1',
    device: {
      id: 'cxl-dcd0',
      staticVolatile: 256 * MiB,
      staticPersistent: 0,
      dynamicCapacity: capacity,
      regionCount: 1,
      ...(limit === undefined ? {} : { extentLimit: limit }),
    },
    host: { twin: 'manual', decoder: { start: 256 * MiB, length: capacity } },
  });
  if (count === 0) return state;
  const ranges = Array.from({ length: count }, (_, i) => ({
    start: 256 * MiB + 2 * i * BLOCK,
    length: BLOCK,
  }));
  const trail = newTrail(state.device.names);
  const offer = withOffer(ldOf(state.device), ranges, trail);
  const entries = offer.group.extents.map((extent) => ({
    start: extent.start,
    length: extent.length,
    offered: extent,
  }));
  const device = withLd(state.device, withResponse(offer.ld, entries, trail));
  return { ...state, device: withNames(device, trail.names) };
}

/** 5604h for one block. */
export const initiateOne = (start: number): MailboxCommand => ({
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

export const fmAdd = (start: number): Action => ({
  kind: 'fmApi',
  to: 'ld',
  ...initiateOne(start),
});

/** The QMP request for one block of region 0, `offset` bytes in. */
export const qmpArguments = (offset: number): Extract<Action, { kind: 'qmp' }>['arguments'] => ({
  path: '/machine/peripheral/cxl-dcd0',
  'host-id': 0,
  'selection-policy': 'prescriptive',
  region: 0,
  extents: [{ offset, len: BLOCK }],
});

export const qmpAdd = (offset: number): Action => ({
  kind: 'qmp',
  execute: 'cxl-add-dynamic-capacity',
  arguments: qmpArguments(offset),
});

/** The request that asks it back. */
export const qmpRelease = (offset: number): Action => ({
  kind: 'qmp',
  execute: 'cxl-release-dynamic-capacity',
  arguments: {
    path: '/machine/peripheral/cxl-dcd0',
    'host-id': 0,
    'removal-policy': 'prescriptive',
    region: 0,
    extents: [{ offset, len: BLOCK }],
  },
});

/** One add, its acceptance and its release: three steps. The event log is full after eight and stays so. */
export function cycleOf(add: Action, start: number): readonly Action[] {
  const range = { start, length: BLOCK };
  return [add, { kind: 'mailbox', ...respond([range]) }, { kind: 'mailbox', ...giveBack([range]) }];
}
