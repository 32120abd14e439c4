import type { Happening } from '../../happening';
import { bytesView } from '../bytes/bytes-view';
import type { FieldView } from '../page';
import { endOfStep, latestBefore, type Entry, type Kind } from './causes';
import { latestOf } from './chain';
import type { WhyContext, Subject } from './subject';

/** What a value says, and what last decided it. */
interface Meaning {
  readonly says: string;
  /** The latest of these made the value; the answer itself where none are named. */
  readonly by?: readonly Kind[];
  /** It is the same as long as the device runs. */
  readonly fixed?: true;
}

const offers: readonly Kind[] = [
  'groupOffered',
  'extentAccepted',
  'extentWithdrawn',
  'extentReleased',
];
const lists: readonly Kind[] = ['extentAccepted', 'extentReleased'];
const losses: readonly Kind[] = ['recordDropped', 'recordsCleared'];

const fixed = (says: string): Meaning => ({ says, fixed: true });

/** Fields whose values come of the state of the device, by the last part of their paths. */
const computed: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['overflowCount', { says: 'how many records were lost since one was last cleared', by: losses }],
  ['firstOverflow', { says: 'when the first of the lost records came', by: losses }],
  ['lastOverflow', { says: 'when the last of the lost records came', by: losses }],
  ['total', { says: 'how many extents the device has accepted', by: lists }],
  [
    'generation',
    { says: 'how often the extent list has changed, where the device counts it', by: lists },
  ],
  ['extentsAvailable', { says: 'how many more extents the device has room for', by: offers }],
  ['tagsAvailable', fixed('how many more tags the device has room for; QEMU does not count them')],
  ['tagsSupported', fixed('how many tags the device can have')],
  ['extentsSupported', fixed('how many extents the device can have')],
  ['base', fixed('where the region begins')],
  ['decodeLength', fixed('how much address space the region takes')],
  ['blockSize', fixed('what the region is divided into')],
  ['dsmadHandle', fixed('which CDAT entry describes the region')],
  ['available', fixed('how many regions the device has')],
  ['totalCapacity', fixed('how much dynamic capacity the device has')],
]);

/** What the fields of a record and of a list entry say. */
const named: ReadonlyMap<string, string> = new Map([
  ['start', 'where the capacity begins'],
  ['length', 'how much capacity it is'],
  ['tag', 'which extents belong together'],
  ['sharedSeq', 'the place of the extent among those of its tag'],
  ['handle', 'the number the device gave the record'],
  ['timestamp', 'the device’s clock when it logged the record'],
  ['type', 'what the record tells'],
  ['more', '1 while records of the same request follow'],
  ['hostId', 'which host the request was for'],
  ['entryCount', 'how many entries follow'],
  ['count', 'how many follow'],
  ['log', 'which event log is meant'],
  ['returned', 'how many follow'],
]);

const lastPart = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Where the value of a byte field comes from: `in:entries[0].start`, `record:3:more`. */
export function fieldSubject(asked: WhyContext, name: string): Subject | undefined {
  const cut = name.lastIndexOf(':');
  const tab = name.slice(0, cut);
  const path = name.slice(cut + 1);
  if (tab === 'cdat') return configured('It is a part of the Coherent Device Attribute Table');
  const field = bytesView(asked.scene)
    .tabs.find(({ id }) => id === tab)
    ?.fields.find((item) => item.path === path);
  if (field === undefined) return undefined;
  if (field.reserved) return answerOf(asked, field, 'is reserved: it says nothing');
  if (tab === 'in') return sentField(asked, field);
  if (tab === 'out') return repliedField(asked, field);
  return recordField(asked, field, Number(tab.split(':')[1]));
}

const configured = (text: string): Subject => ({
  sentence: `${text}: the device was made with it.`,
});

const meaningOf = (field: FieldView): string => {
  const says = computed.get(lastPart(field.path))?.says ?? named.get(lastPart(field.path));
  return says === undefined ? '' : `: ${says}`;
};

const titleOf = (field: FieldView): string => `“${field.label}”, ${field.value},`;

/** The command of the step, and its answer. */
const ofStep = ({ scene }: WhyContext, what: Kind): Entry | undefined => {
  const happening = scene.happenings.find((item) => item.what === what);
  return happening && { step: scene.step, happening };
};

const extentOf = ({ entities }: FieldView): number | undefined => {
  const id = entities.find((entity) => entity.startsWith('extent:'));
  return id === undefined ? undefined : Number(id.slice('extent:'.length));
};

const threadOf = (extent: number | undefined): Pick<Subject, 'thread'> =>
  extent === undefined ? {} : { thread: { extent } };

function sentField(asked: WhyContext, field: FieldView): Subject {
  const from = ofStep(asked, 'commandReceived');
  const who = from?.happening.actor === 'fm' ? 'fabric manager' : 'host';
  return {
    sentence: `${titleOf(field)} is what the ${who} wrote in step ${asked.scene.step}${meaningOf(field)}.`,
    ...(from === undefined ? {} : { from }),
    ...threadOf(extentOf(field)),
  };
}

function answerOf(asked: WhyContext, field: FieldView, says: string): Subject {
  const from = ofStep(asked, 'commandReplied') ?? ofStep(asked, 'commandReceived');
  return {
    sentence: `${titleOf(field)} ${says}.`,
    ...(from === undefined ? {} : { from }),
  };
}

function repliedField(asked: WhyContext, field: FieldView): Subject | undefined {
  const { scene, causes } = asked;
  const extent = extentOf(field);
  if (extent !== undefined) return extentField(asked, field, extent);
  const serial = serialOf(asked, field);
  if (serial !== undefined) return recordField(asked, field, serial);
  const meaning = computed.get(lastPart(field.path));
  if (meaning?.fixed === true) return configured(`${titleOf(field)} is ${meaning.says}`);
  if (meaning?.by === undefined) {
    return answerOf(
      asked,
      field,
      `is what the device answered in step ${scene.step}${meaningOf(field)}`,
    );
  }
  const made = latestOf(causes, meaning.by, endOfStep(scene.step));
  const since = made === undefined ? 'at the start' : `since step ${made.step}`;
  return {
    sentence: `${titleOf(field)} is so ${since}: it says ${meaning.says}.`,
    ...(made === undefined ? {} : { from: made }),
  };
}

function extentField({ scene, causes }: WhyContext, field: FieldView, extent: number): Subject {
  const placed = latestBefore(
    causes.byExtent.get(extent),
    endOfStep(scene.step),
    ({ what }) => what === 'extentAccepted' || what === 'extentSplit' || what === 'groupOffered',
  );
  return {
    sentence: `${titleOf(field)} is what the device holds of e${extent}${meaningOf(field)}.`,
    ...(placed === undefined ? {} : { from: placed }),
    thread: { extent },
  };
}

/** The record that a field of a reply of 0100h lies in. */
function serialOf({ scene }: WhyContext, { path }: FieldView): number | undefined {
  const index = /^records\[(\d+)\]\./.exec(path)?.[1];
  const read = scene.happenings.find(
    (item): item is Extract<Happening, { what: 'recordsRead' }> => item.what === 'recordsRead',
  );
  return index === undefined || read?.log !== 'dynamicCapacity'
    ? undefined
    : read.serials[Number(index)];
}

function recordField(
  { causes }: WhyContext,
  field: FieldView,
  serial: number,
): Subject | undefined {
  const logged = causes.byRecord.get(serial)?.[0];
  if (logged?.happening.what !== 'recordLogged') return undefined;
  const { extent, handle } = logged.happening;
  return {
    sentence: `${titleOf(field)} is so since the device logged record ${handle} at step ${logged.step}${meaningOf(field)}.`,
    from: logged,
    ...threadOf(extent === 0 ? undefined : extent),
  };
}
