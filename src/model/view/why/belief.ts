import { hostAfter } from '../scene/scene';
import { unreachable } from '../../assert';
import { endOf, type ExtentId } from '../../extent';
import type { Happening } from '../../happening';
import { extentLabel, sysfsName } from '../words/names';
import { latest } from '../scene/chronicle';
import { capacityDifferencesOf, type CapacityDifference } from '../map/differences';
import type { Entry, Kind } from './causes';
import { daxSubject, surfacedAs } from './host-things';
import { clauseOf, type WhyContext, type Subject } from './subject';
import type { ByteRange } from '../scene/touches';

/** Why the host believes what it does of an extent about which it and the device disagree; `since`: how the device came to hold it so. */
export function beliefOfExtent(
  asked: WhyContext,
  id: ExtentId,
  since?: Entry,
): Subject | undefined {
  const found = capacityDifferencesOf(asked.scene).find(({ extent }) => extent === id);
  return found && beliefOf(asked, found, since);
}

/** The same of the lowest address of a range about which they disagree. */
export function beliefOfRange(
  asked: WhyContext,
  { start, end }: ByteRange,
  since?: Entry,
): Subject | undefined {
  const [first] = capacityDifferencesOf(asked.scene)
    .flatMap((found) => {
      const range = found.ranges.find((part) => part.start < end && part.end > start);
      return range === undefined ? [] : [{ found, at: Math.max(range.start, start) }];
    })
    .sort((a, b) => a.at - b.at);
  return first && beliefOf(asked, first.found, since);
}

function beliefOf(
  asked: WhyContext,
  found: CapacityDifference,
  since: Entry | undefined,
): Subject | undefined {
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
  asked: WhyContext,
  { extent, ranges: [range] }: CapacityDifference,
  since: Entry | undefined,
): Subject | undefined {
  const at = range?.start ?? 0;
  const shown = hostAfter(asked.scene).extents.find(
    (item) => item.extent === extent && item.start <= at && endOf(item) > at,
  );
  const surfaced = shown && surfacedAs(asked, sysfsName(shown));
  if (shown === undefined || surfaced === undefined) return undefined;
  const refused = refusalIn(asked, surfaced);
  const though =
    refused === undefined
      ? since !== undefined && since.step > surfaced.step
        ? `, and still does although ${clauseOf(since, extent)}`
        : ''
      : ', although the device refused its response';
  return {
    sentence: `The host believes it has ${extentLabel(extent)}: it shows it as ${sysfsName(shown)} since step ${surfaced.step}${though}.`,
    from: surfaced,
    thread: { extent },
  };
}

/** The answer by which the device refused what the host sent in the step of a happening. */
const refusalIn = ({ causes }: WhyContext, { step }: Entry): Entry['happening'] | undefined =>
  causes.frames[step - 1]?.happenings.find(
    (item) => item.what === 'commandReplied' && item.code !== 0,
  );

const gaveUp = (item: Happening): boolean =>
  item.what === 'hostReleased' ||
  (item.what === 'hostDecided' && (item.verdict === 'refuses' || item.verdict === 'releases'));

const is =
  (kind: Kind) =>
  ({ what }: Happening): boolean =>
    what === kind;

/** What tells why the host does not know an extent, by how much it says; of each the latest. */
const tellers: readonly ((item: Happening) => boolean)[] = [
  gaveUp,
  is('hostStaged'),
  is('recordDropped'),
  is('recordLogged'),
];

function unknownBelief({ scene }: WhyContext, extent: ExtentId): Subject {
  const name = extentLabel(extent);
  for (const tells of tellers) {
    const from = latest(scene.chronicle, extent, scene.step, tells);
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
      return `The host does not count on ${name} since it decided at step ${step} to ${happening.verdict === 'refuses' ? 'refuse it' : 'give it back'}: ${happening.because}.`;
    case 'hostStaged':
      return `The host noted the offer of ${name} at step ${step}, and did not get it by an answer of its own.`;
    case 'recordDropped':
      return `The record of ${name} was lost at step ${step}: the host never heard of it.`;
    default:
      return `The record of ${name} was logged at step ${step}, and the host has not acted on it.`;
  }
}

/** What the host decided since it shows the extent; before that, why the dax device is there. */
function useBelief(asked: WhyContext, { extent, dax }: CapacityDifference): Subject | undefined {
  const { scene } = asked;
  const found = latest(
    scene.chronicle,
    extent,
    scene.step,
    (item) =>
      item.what === 'hostSurfaced' || (item.what === 'hostDecided' && item.verdict === 'keeps'),
  );
  if (found?.happening.what !== 'hostDecided') {
    return dax === undefined ? undefined : daxSubject(asked, dax);
  }
  const { step, happening } = found;
  return {
    sentence: `The host keeps ${extentLabel(extent)}: it decided so at step ${step} because ${happening.because}, and decides anew only when it is asked again.`,
    from: found,
    thread: { extent },
  };
}
