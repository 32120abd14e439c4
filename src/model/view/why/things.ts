import { ldAfter } from '../scene/scene';
import { ldOf } from '../../device/device-state';
import type { ExtentId } from '../../extent';
import type { Happening } from '../../happening';
import { chipState } from '../map/chips';
import { extentEntity, extentLabel, groupEntity, groupLabel, listed } from '../words/names';
import type { WhyView } from '../page/why';
import { extentIs } from '../page/states';
import { beliefOfExtent } from './belief';
import { endOfStep, latestBefore, type Entry, type Kind } from './causes';
import { placeNote } from './capacity';
import { latestOf } from './chain';
import { happeningEntity } from './causal-links';
import { clauseOf, type WhyContext, type Subject } from './subject';

const placing: ReadonlySet<Kind> = new Set<Kind>([
  'groupOffered',
  'extentAccepted',
  'extentWithdrawn',
  'extentReleased',
  'extentSplit',
  'releaseAsked',
]);

/** Why an extent is where it is. */
export function extentSubject(asked: WhyContext, id: ExtentId): Subject | undefined {
  const { scene, causes } = asked;
  const since = placedAt(asked, id);
  const range = causes.ranges.get(id);
  if (since === undefined) return range === undefined ? undefined : atStart(asked, id);
  const state = chipState(scene, id);
  return {
    sentence: `${extentLabel(id)} is ${extentIs(state)} because ${clauseOf(since, since.happening.what === 'extentSplit' ? id : undefined)}.`,
    state,
    from: since,
    thread: { extent: id },
    host: beliefOfExtent(asked, id, since),
    also: [
      ...lostNote(asked, id),
      ...originNote(asked, id, since),
      ...(range === undefined ? [] : placeNote(asked, range)),
    ],
  };
}

/** The latest happening that put an extent where it is; a part taken from an offer leaves the part as it came to be. */
function placedAt({ scene, causes }: WhyContext, id: ExtentId): Entry | undefined {
  return latestBefore(causes.byExtent.get(id), endOfStep(scene.step), (happening) => {
    if (!placing.has(happening.what)) return false;
    return happening.what !== 'extentAccepted' || happening.extent === id;
  });
}

const atStart = (asked: WhyContext, id: ExtentId): Subject => ({
  sentence: `The run began with ${extentLabel(id)}.`,
  state: chipState(asked.scene, id),
  host: beliefOfExtent(asked, id),
});

function lostNote({ scene, causes }: WhyContext, id: ExtentId): WhyView['also'] {
  const lost = latestBefore(
    causes.byExtent.get(id),
    endOfStep(scene.step),
    ({ what }) => what === 'recordDropped',
  );
  return lost === undefined ? [] : [noteOf('Its event record was lost', lost)];
}

/** A cut or asked-back extent was accepted once; that has reasons of its own. */
function originNote({ causes }: WhyContext, id: ExtentId, since: Entry): WhyView['also'] {
  const { happening } = since;
  if (happening.what === 'extentSplit' && happening.extent !== id) {
    return [
      {
        text: `It was cut from ${extentLabel(happening.extent)}`,
        entity: extentEntity(happening.extent),
      },
    ];
  }
  const accepted = latestBefore(
    causes.byExtent.get(id),
    { step: since.step, n: happening.n },
    (item) => item.what === 'extentAccepted' && item.extent === id,
  );
  return accepted === undefined ? [] : [noteOf('It had been accepted', accepted)];
}

const noteOf = (text: string, { step, happening }: Entry): WhyView['also'][number] => ({
  text: `${text} at step ${step}`,
  entity: happeningEntity(step, happening.n),
});

/** Why an offer group waits, or is gone. */
export function groupSubject({ scene, causes }: WhyContext, id: number): Subject | undefined {
  const entries = causes.byGroup.get(id);
  const point = endOfStep(scene.step);
  const offer = latestBefore(entries, point, ({ what }) => what === 'groupOffered');
  if (offer?.happening.what !== 'groupOffered') return groupAtStart(scene, id);
  const closed = latestBefore(entries, point, ({ what }) => what === 'groupClosed');
  const thread = { extent: offer.happening.extents[0] ?? 0 };
  if (closed !== undefined) {
    const sentence = `${groupLabel(id)} is gone because the host answered it at step ${closed.step}.`;
    return { sentence, from: closed, thread };
  }
  return { ...waiting(scene, id, offer.step), from: offer, thread };
}

function waiting(scene: WhyContext['scene'], id: number, step: number): Subject {
  const { pending } = ldAfter(scene);
  const ahead = pending[pending.findIndex((group) => group.id === id) - 1]?.id;
  const offered = `the fabric manager offered it at step ${step}`;
  if (ahead === undefined) {
    return { sentence: `${groupLabel(id)} waits for the host’s answer because ${offered}.` };
  }
  return {
    sentence: `${groupLabel(id)} waits behind ${groupLabel(ahead)}: offers are answered in their order, and ${offered}.`,
    also: [{ text: `Why does ${groupLabel(ahead)} wait?`, entity: groupEntity(ahead) }],
  };
}

const groupAtStart = ({ timeline }: WhyContext['scene'], id: number): Subject | undefined =>
  ldOf(timeline.first.device).pending.some((group) => group.id === id)
    ? { sentence: `The run began with ${groupLabel(id)} on offer.` }
    : undefined;

/** Why a record is in the event log, or no longer is. */
export function recordSubject({ scene, causes }: WhyContext, serial: number): Subject | undefined {
  const entries = causes.byRecord.get(serial);
  const point = endOfStep(scene.step);
  const logged = latestBefore(entries, point, ({ what }) => what === 'recordLogged');
  if (logged?.happening.what !== 'recordLogged') return undefined;
  const { handle, extent } = logged.happening;
  const last = latestBefore(entries, point) ?? logged;
  const held = ldAfter(scene).eventLogs.dynamicCapacity.records.some(
    (record) => record.serial === serial,
  );
  const gone = held || last.happening.what === 'recordsCleared' ? undefined : wiped(causes, point);
  const from = gone ?? last;
  return {
    sentence: `Record ${handle} ${recordWords(from.happening, from.step)}.`,
    from,
    thread:
      extent === 0
        ? { record: serial }
        : { extent, record: serial, wants: wantsOf(from.happening) },
    also:
      extent === 0
        ? []
        : [
            {
              text: `The extent it names: ${listed([extentLabel(extent)])}`,
              entity: extentEntity(extent),
            },
          ],
  };
}

const wantsOf = ({ what }: Happening): 'read' | 'logged' =>
  what === 'recordsCleared' ? 'read' : 'logged';

const wiped = (
  causes: WhyContext['causes'],
  point: ReturnType<typeof endOfStep>,
): Entry | undefined => latestOf(causes, ['backgroundEnded'], point);

function recordWords({ what }: Happening, step: number): string {
  switch (what) {
    case 'recordsRead':
      return `is in the event log, read by the host at step ${step} and not cleared`;
    case 'recordsCleared':
      return `is gone because the host cleared it at step ${step}`;
    case 'backgroundEnded':
      return `is gone because the device was sanitized at step ${step}`;
    default:
      return `is in the event log because the device logged it at step ${step}; nobody has read it`;
  }
}
