import type { Message, Span } from '../../codec/message';
import { encode, spansOf } from '../../codec/message';
import { profileOf, regionAt } from '../../device/device-state';
import { dcRecordMessage } from '../../layouts/event-record';
import type { Command } from '../../mailbox/command';
import { commands } from '../../mailbox/command-table';
import { recordFields } from '../../mailbox/events-01h';
import { hexCode } from '../../layouts/return-code';
import { iec } from '../../units';
import { nameOf, fieldOfSpan } from './fields';
import { happeningsOf, firstHappening } from '../scene/gather';
import { ldAfter, type Scene } from '../scene/scene';
import { eventTypeName, extentEntity, recordEntity } from '../words/names';
import type { BytesTab, BytesView, EntityId, FieldView } from '../page';
import { rangesIn } from '../../persistent/range-map';

type AnyMessage = Message<unknown, unknown, unknown>;

interface TabInput {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly message: AnyMessage | undefined;
  /** Path of the field a rule refused. */
  readonly bad: string | undefined;
}

/** The payloads of this step's command and the records in the log, field by field. */
export function bytesView(scene: Scene): BytesView {
  const tabs = [...commandTabs(scene), ...recordTabs(scene)].map((tab) => tabOf(scene, tab));
  return { tabs, front: frontOf(scene, tabs) };
}

function commandTabs({ frame, after }: Scene): readonly TabInput[] {
  if (frame?.sent === undefined) return [];
  const { opcode, payload } = frame.sent;
  const command = commands.get(opcode);
  const input = payloadTab(opcode, 'in', payload, command?.request);
  if (frame.reply.kind !== 'mailbox') return [input];
  const { output, refused } = frame.reply;
  const judged = { ...input, bad: refused?.at };
  return output.length === 0
    ? [judged]
    : [judged, payloadTab(opcode, 'out', output, replyLayout(command, after))];
}

/** The paths of the fields of this step's command. */
export function inputPaths(scene: Scene): ReadonlySet<string> {
  const [input] = commandTabs(scene);
  if (input?.message === undefined) return new Set();
  return new Set(spansOf(input.message, input.bytes).map(({ path }) => path));
}

const replyLayout = (
  command: Command | undefined,
  { device }: Scene['after'],
): AnyMessage | undefined => command?.replyIn?.(profileOf(device)) ?? command?.reply;

function payloadTab(
  opcode: number,
  side: 'in' | 'out',
  bytes: Uint8Array,
  message: AnyMessage | undefined,
): TabInput {
  const number = hexCode(opcode, 4);
  const name = commands.get(opcode)?.name ?? number;
  const title = `${name}, ${side}put`;
  return { id: side, label: `${number} ${side}`, title, bytes, message, bad: undefined };
}

function recordTabs(scene: Scene): readonly TabInput[] {
  const profile = profileOf(scene.after.device);
  return ldAfter(scene).eventLogs.dynamicCapacity.records.map((record) => ({
    id: recordEntity(record.serial),
    label: `Record ${record.handle}`,
    title: `Dynamic Capacity Event Record ${record.handle}`,
    bytes: encode(dcRecordMessage, recordFields(record, profile)),
    message: dcRecordMessage,
    bad: undefined,
  }));
}

function frontOf(scene: Scene, tabs: readonly BytesTab[]): string {
  const logged = firstHappening(scene.happenings, 'recordLogged');
  if (logged !== undefined) return recordEntity(logged.serial);
  const opcode = firstHappening(scene.happenings, 'commandReceived')?.opcode ?? 0;
  const wanted = commands.get(opcode)?.front === 'request' ? 'in' : 'out';
  return tabs.find(({ id }) => id === wanted)?.id ?? tabs[0]?.id ?? '';
}

function tabOf(scene: Scene, { id, label, title, bytes, message, bad }: TabInput): BytesTab {
  const spans = message === undefined ? [] : spansOf(message, bytes);
  return {
    id,
    label,
    title,
    bytes,
    fields: spans.map((span) => fieldOf(scene, id, span, bad, spans)),
  };
}

function fieldOf(
  scene: Scene,
  tab: string,
  span: Span,
  bad: string | undefined,
  spans: readonly Span[],
): FieldView {
  const derived = derivedOf(scene, span);
  const field = fieldOfSpan(tab, span);
  return {
    ...field,
    ...(derived === undefined ? {} : { derived }),
    bad: span.path === bad,
    entities: [...field.entities, ...extentsAt(scene, span, spans)],
  };
}

/** What a value means, where that is not on the wire. */
function derivedOf(scene: Scene, span: Span): string | undefined {
  const { value } = span;
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const number = Number(value);
  switch (nameOf(span)) {
    case 'start':
    case 'base': {
      const region = regionAt(ldAfter(scene), number);
      return region === undefined
        ? undefined
        : `r${region.index} block ${Math.floor((number - region.base) / region.blockSize)}`;
    }
    case 'length':
    case 'blockSize':
      return number >= 1024 ? iec(number) : undefined;
    case 'type':
      return eventTypeName(number);
    case 'more':
      return number === 1 ? 'More: the chain goes on' : 'the chain ends here';
    default:
      return undefined;
  }
}

/** The extent that a field with an address, or the length after it, speaks of. */
function extentsAt(
  { after, happenings }: Scene,
  span: Span,
  spans: readonly Span[],
): readonly EntityId[] {
  const name = nameOf(span);
  if (name !== 'start' && name !== 'length') return [];
  const path = `${span.path.slice(0, span.path.length - name.length)}start`;
  const start = spans.find((other) => other.path === path)?.value;
  if (typeof start !== 'number' && typeof start !== 'bigint') return [];
  const dpa = Number(start);
  const accepted = happeningsOf(happenings, 'extentAccepted').find((item) => item.start === dpa);
  const asked = rangesIn(after.fmAsked, dpa, dpa + 1)[0];
  return [accepted?.extent ?? asked?.value.extent ?? 0].filter((id) => id > 0).map(extentEntity);
}
