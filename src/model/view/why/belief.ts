import { unreachable } from '../../assert';
import { endOf, type ExtentId } from '../../device/extent';
import { extentLabel, sysfsName } from '../names';
import { latest } from '../chronicle';
import { divergencesOf, type Divergence } from '../differences';
import type { Entry, Kind } from './causes';
import { daxSubject, surfacedAs } from './host-things';
import { clauseOf, type Asked, type Subject } from './subject';
import type { ByteRange } from './touches';

/** Why the host believes what it does of an extent about which it and the device disagree; `since`: how the device came to hold it so. */
export function beliefOfExtent(asked: Asked, id: ExtentId, since?: Entry): Subject | undefined {
  const found = divergencesOf(asked.scene).find(({ extent }) => extent === id);
  return found && beliefOf(asked, found, since);
}

/** The same of the first bytes of a range about which they disagree. */
export function beliefOfRange(
  asked: Asked,
  { start, end }: ByteRange,
  since?: Entry,
): Subject | undefined {
  const found = divergencesOf(asked.scene).find(({ ranges }) =>
    ranges.some((range) => range.start < end && range.end > start),
  );
  return found && beliefOf(asked, found, since);
}

function beliefOf(asked: Asked, found: Divergence, since: Entry | undefined): Subject | undefined {
  switch (found.kind) {
    case 'phantom':
      return phantomBelief(asked, found, since);
    case 'unknown':
      return unknownBelief(asked, found.extent);
    case 'inUse':
      return useBelief(asked, found);
    default:
      return unreachable(found.kind);
  }
}

function phantomBelief(
  asked: Asked,
  { extent, ranges: [range] }: Divergence,
  since: Entry | undefined,
): Subject | undefined {
  const name = asked.scene.after.host.extents.find(
    (shown) =>
      shown.extent === extent &&
      shown.start <= (range?.start ?? 0) &&
      endOf(shown) > (range?.start ?? 0),
  );
  const shown = name && surfacedAs(asked, sysfsName(name));
  if (name === undefined || shown === undefined) return undefined;
  const refused = refusalIn(asked, shown);
  const though =
    refused === undefined
      ? since !== undefined && since.step > shown.step
        ? `, and still does although ${clauseOf(since, extent)}`
        : ''
      : ', although the device refused its response';
  return {
    sentence: `The host believes it has ${extentLabel(extent)}: it shows it as ${sysfsName(name)} since step ${shown.step}${though}.`,
    from: shown,
    thread: { extent },
  };
}

/** The answer by which the device refused what the host sent in the step of a happening. */
const refusalIn = ({ causes }: Asked, { step }: Entry): Entry['happening'] | undefined =>
  causes.frames[step - 1]?.happenings.find(
    (item) => item.what === 'commandReplied' && item.code !== 0,
  );

/** What the host made of an extent, by how much it says; of one kind the latest. */
const told: readonly (readonly Kind[])[] = [
  ['hostReleased', 'hostDecided'],
  ['hostStaged'],
  ['recordDropped'],
  ['recordLogged'],
];

function unknownBelief({ scene }: Asked, extent: ExtentId): Subject {
  const name = extentLabel(extent);
  for (const kinds of told) {
    const from = latest(scene.chronicle, extent, scene.step, ({ what }) => kinds.includes(what));
    if (from !== undefined) return { sentence: unknownWords(from, name), from, thread: { extent } };
  }
  return {
    sentence: `${name} was accepted before the run began, and the host has not taken it over.`,
  };
}

function unknownWords({ step, happening }: Entry, name: string): string {
  switch (happening.what) {
    case 'hostReleased':
      return `The host let go of ${name} at step ${step}, so it does not know that the device still holds it.`;
    case 'hostDecided':
      return `The host does not count on ${name} since it decided about it at step ${step}.`;
    case 'hostStaged':
      return `The host noted the offer of ${name} at step ${step}, and has not answered it itself.`;
    case 'recordDropped':
      return `The record of ${name} was lost at step ${step}: the host never heard of it.`;
    default:
      return `The record of ${name} was logged at step ${step}, and the host has not acted on it.`;
  }
}

function useBelief(asked: Asked, { extent, ranges: [range] }: Divergence): Subject | undefined {
  const { scene } = asked;
  const { start, end } = range ?? { start: 0, end: 0 };
  const dax = scene.after.host.daxDevices.find(({ ranges }) =>
    ranges.some((used) => used.start < end && endOf(used) > start),
  );
  if (dax === undefined) return undefined;
  const kept = latest(
    scene.chronicle,
    extent,
    scene.step,
    (item) => item.what === 'hostDecided' && item.verdict === 'keeps',
  );
  if (kept === undefined) return daxSubject(asked, dax.id);
  return {
    sentence: `The host keeps ${extentLabel(extent)} because ${dax.id} uses it: it decided so at step ${kept.step}, and nobody will ask it again.`,
    from: kept,
    thread: { extent },
  };
}
