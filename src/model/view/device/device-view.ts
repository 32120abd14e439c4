import { ldOf, profileOf } from '../../device/device-state';
import type { ExtentId } from '../../extent';
import type { DcRecord } from '../../event-log/event-log';
import { happeningsOf, firstHappening } from '../scene/gather';
import { commands } from '../../mailbox/command-table';
import { codeTitle, hexCode } from '../../layouts/return-code';
import type { Frame } from '../../simulation/run/timeline';
import { chipOf } from '../map/chips';
import { ldAfter, ldBefore, type Scene } from '../scene/scene';
import { eventTypeName, groupEntity, groupLabel, recordEntity } from '../words/names';
import type { DeviceView, RecordSlot } from '../page';
import { toneOf } from '../words/tone';

/** Chips of one list that the page gets: more than any has room for. */
const MAX_CHIPS = 64;

/** The device's queue of offers, its event log and the mailbox slot. */
export function deviceView(scene: Scene): DeviceView {
  const mailbox = mailboxView(scene);
  return {
    pending: pendingView(scene),
    log: logView(scene),
    ...(mailbox === undefined ? {} : { mailbox }),
  };
}

/** The groups that this step closed, then those that wait. */
function pendingView(scene: Scene): DeviceView['pending'] {
  const closed = new Set(happeningsOf(scene.happenings, 'groupClosed').map(({ group }) => group));
  const gone = ldBefore(scene).pending.filter(({ id }) => closed.has(id));
  const first = gone.length === 0 ? 'first' : 'now first';
  return [
    ...gone.map(({ id, extents }) => groupOf(scene, id, extents, 'answered', true)),
    ...ldAfter(scene).pending.map(({ id, extents }, i) =>
      groupOf(scene, id, extents, i > 0 ? 'waits' : first, false),
    ),
  ];
}

const groupOf = (
  scene: Scene,
  id: number,
  extents: readonly { readonly id: number }[],
  note: string,
  gone: boolean,
): DeviceView['pending'][number] => ({
  id: groupEntity(id),
  label: groupLabel(id),
  note,
  gone,
  chips: extents.slice(0, MAX_CHIPS).map((extent) => chipOf(scene, extent.id)),
  extents: extents.length,
});

function logView(scene: Scene): DeviceView['log'] {
  const { device, host } = scene.after;
  const { records, overflow } = ldOf(device).eventLogs.dynamicCapacity;
  const fresh = new Set(happeningsOf(scene.happenings, 'recordLogged').map(({ serial }) => serial));
  const read = new Set(host.inbox.map(({ handle }) => handle));
  return {
    capacity: profileOf(device).eventLogCapacity,
    slots: records.map((record) => slotOf(scene, record, read, fresh)),
    note: noteOn(records, read),
    lost: overflow.count,
  };
}

const slotOf = (
  scene: Scene,
  record: DcRecord,
  read: ReadonlySet<number>,
  fresh: ReadonlySet<number>,
): RecordSlot => ({
  id: recordEntity(record.serial),
  handle: record.handle,
  more: record.more,
  type: eventTypeName(record.type),
  chip: chipOf(scene, record.extent),
  read: read.has(record.handle),
  isNew: fresh.has(record.serial),
});

function noteOn(records: readonly DcRecord[], read: ReadonlySet<number>): string {
  if (records.length === 0) return 'empty';
  const seen = records.filter(({ handle }) => read.has(handle)).length;
  const open = records.at(-1)?.more === true ? ' · chain not closed' : '';
  const state =
    seen === records.length
      ? 'read, not cleared'
      : seen === 0
        ? 'not read yet'
        : `${seen} read, not cleared`;
  return `${state}${open}`;
}

/** The last command that went through the mailbox, this step's or an earlier one. */
function mailboxView(scene: Scene): DeviceView['mailbox'] {
  for (let at = scene.step; at >= 1; at -= 1) {
    const frame = scene.timeline.frames[at - 1];
    const received =
      frame === undefined ? undefined : firstHappening(frame.happenings, 'commandReceived');
    if (frame !== undefined && received !== undefined)
      return slotView(scene, frame, received, at === scene.step);
  }
  return undefined;
}

function slotView(
  scene: Scene,
  frame: Frame,
  { opcode, length }: { readonly opcode: number; readonly length: number },
  now: boolean,
): NonNullable<DeviceView['mailbox']> {
  const { reply, happenings } = frame;
  const code = reply.kind === 'mailbox' ? reply.code : undefined;
  const changed = changedIn(happenings);
  return {
    opcode: hexCode(opcode, 4),
    name: commands.get(opcode)?.name ?? 'Unknown command',
    bytesIn: length,
    bytesOut: reply.kind === 'mailbox' ? reply.output.length : 0,
    code: code === undefined ? '–' : hexCode(code),
    codeName: code === undefined ? unanswered(reply.kind) : codeTitle(code),
    tone: toneOf(reply),
    chips: changed.slice(0, MAX_CHIPS).map((id) => chipOf(scene, id)),
    extents: changed.length,
    now,
  };
}

const unanswered = (kind: string): string => (kind === 'crash' ? 'QEMU dies' : 'not modelled');

const changedIn = (happenings: Frame['happenings']): readonly ExtentId[] => [
  ...new Set([
    ...happeningsOf(happenings, 'extentAccepted').map(({ extent }) => extent),
    ...happeningsOf(happenings, 'extentReleased').map(({ extent }) => extent),
  ]),
];
