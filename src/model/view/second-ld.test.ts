import { expect, test } from 'vitest';
import { withClockMoved } from '../device/background';
import { deviceWith, ldOf, ldWith, withNames, type DeviceState } from '../device/device-state';
import { fromHex } from '../codec/codec';
import { happeningsOf } from './scene/gather';
import { newTrail } from '../happening';
import { emptyChronicle } from './scene/chronicle';
import { inspectorView } from './inspect/inspector-view';
import { inLd, regionEntity } from './words/names';
import { sceneAfter } from '../testing/scene';
import { initiateAddOf } from '../testing/fm';
import { deviceWith as stateWith, R0 } from '../testing/run';
import { MiB } from '../units';
import { execute, type Sent } from '../mailbox/mailbox';
import '../mailbox/more-commands';
import { backgroundStatus } from '../mailbox/registers';

/** A device of two LDs that begin alike. */
function twoLds(): DeviceState {
  const { device } = stateWith();
  return deviceWith(device, { lds: [ldOf(device), ldWith(ldOf(device), { id: 1 })] });
}

function sent(device: DeviceState, message: Sent) {
  const trail = newTrail(device.names);
  const result = execute(device, 0, message, trail);
  return { ...result, device: withNames(result.device, trail.names), happenings: trail.happenings };
}

const offerTo = (ld: number): Sent => {
  const action = initiateAddOf([[R0, 2 * MiB]]);
  if (action.kind !== 'fmApi') throw new Error('no command of the fabric manager');
  return { cci: 'fmLd', ld, opcode: action.opcode, payload: action.payload };
};

test('a command for one LD leaves the other as it was', () => {
  const device = twoLds();
  const { device: after, reply } = sent(device, offerTo(1));
  expect(reply).toMatchObject({ kind: 'mailbox', code: 0 });
  expect(ldOf(after)).toBe(ldOf(device));
  expect(ldOf(after, 1).pending.map(({ id }) => id)).toEqual([1]);
  expect(ldOf(after, 1).eventLogs.dynamicCapacity.records).toHaveLength(1);
  expect([ldOf(after).eventStatus, ldOf(after, 1).eventStatus]).toEqual([0, 16]);
});

test('extents and groups of two LDs never have the same name', () => {
  const first = sent(twoLds(), offerTo(0)).device;
  const both = sent(first, offerTo(1)).device;
  const names = both.lds.map(({ pending }) =>
    pending.map(({ id, extents }) => [id, ...extents.map((extent) => extent.id)]),
  );
  expect(names).toEqual([[[1, 1]], [[2, 2]]]);
  expect(both.names).toEqual({ extent: 3, group: 3 });
});

test('what occurs names the LD, unless it is the first', () => {
  const device = twoLds();
  const about = (ld: number) =>
    new Set(sent(device, offerTo(ld)).happenings.map((happening) => happening.ld));
  expect([about(0), about(1)]).toEqual([new Set([undefined]), new Set([1])]);
  expect(happeningsOf(sent(device, offerTo(1)).happenings, 'groupOffered')).toMatchObject([
    { ld: 1, extents: [1] },
  ]);
});

test('each LD has its own mailbox registers, clock and background', () => {
  const sanitize = { cci: 'primary', ld: 1, opcode: 0x4400, payload: new Uint8Array(0) } as const;
  const started = sent(twoLds(), sanitize).device;
  expect([ldOf(started).lastCommand.opcode, ldOf(started, 1).lastCommand.opcode]).toEqual([
    0, 0x4400,
  ]);
  const later = withClockMoved(started, 2e9, newTrail(started.names));
  expect(later.lds.map(({ background }) => background.percent)).toEqual([0, 50]);
  expect(backgroundStatus(later)).toBe(0n);
  const clock = {
    cci: 'primary',
    ld: 1,
    opcode: 0x0301,
    payload: fromHex('2a'.repeat(8)),
  } as const;
  const set = sent(started, clock).device;
  expect(set.lds.map(({ timestamp }) => timestamp?.value)).toEqual([
    undefined,
    0x2a2a2a2a2a2a2a2an,
  ]);
});

test('an entity of another LD is found by its name', () => {
  const scene = sceneAfter({}, []);
  const { device } = scene.after;
  const regions = ldOf(device).regions.slice(0, 1);
  const second = ldWith(ldOf(device), { id: 1, regions });
  const two = {
    ...scene,
    chronicle: emptyChronicle,
    after: { ...scene.after, device: deviceWith(device, { lds: [ldOf(device), second] }) },
  };
  expect([regionEntity(1), inLd(regionEntity(1), 1)]).toEqual(['region:1', 'region:1.1']);
  expect(inspectorView(two, 'region:1')?.title).toBe('Region r1');
  expect(inspectorView(two, inLd(regionEntity(0), 1))).toMatchObject({
    id: 'region:1.0',
    title: 'Region r0',
  });
  expect(inspectorView(two, inLd(regionEntity(1), 1))).toBeUndefined();
  expect(inspectorView(two, inLd(regionEntity(0), 2))).toBeUndefined();
});
