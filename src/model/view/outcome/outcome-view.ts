import { totalsOf } from '../page/cells';
import { ldOf, profileOf } from '../../device/device-state';
import { ruleBook, specSection } from '../rules/rule-book';
import { cardOf } from './card';
import { capacityDifferencesOf } from '../map/differences';
import { happeningsOf, sum } from '../scene/gather';
import { definedOnly } from '../scene/present';
import { coverage, gridOf } from '../map/coverage';
import { devicePieces, stateKinds } from '../map/pieces';
import { ldAfter, ldBefore, type Scene } from '../scene/scene';
import { counted, extentEntity, extentNames, regionEntity, regionLabel } from '../words/names';
import type { ChipState, DiffItem, OutcomeView, RegionMeter } from '../page';
import { sharesOf, withdrawnText } from '../words/shares';
import { startWords, summaryOf, type Summary } from '../words/summary';
import { isRefusal, toneOf } from '../words/tone';
import { iec } from '../../units';

interface Moved {
  readonly extent: number;
  readonly length: number;
}

function moved(
  sign: string,
  word: string,
  state: ChipState,
  extents: readonly Moved[],
  names?: string,
): readonly DiffItem[] {
  if (extents.length === 0) return [];
  const ids = [...new Set(extents.map(({ extent }) => extent))];
  const text = `${sign}${iec(sum(extents.map(({ length }) => length)))} ${word} (${names ?? extentNames(ids, 4)})`;
  return [{ text, state, entities: ids.map(extentEntity) }];
}

/** What this step changed, one item a kind. */
function diffOf(scene: Scene): readonly DiffItem[] {
  const { happenings, before, after } = scene;
  const offers = happeningsOf(happenings, 'groupOffered').flatMap(({ extents }) => extents);
  const pending = ldAfter(scene)
    .pending.flatMap(({ extents }) => extents)
    .filter(({ id }) => offers.includes(id));
  const withdrawn = happeningsOf(happenings, 'extentWithdrawn');
  const ranges = happeningsOf(happenings, 'releaseAsked').flatMap(({ extents, start, length }) =>
    extents.map((extent) => ({ extent, start, length })),
  );
  const asked = sharesOf(after.device, ranges).map(({ extent, bytes }) => ({
    extent,
    length: bytes,
  }));
  return [
    ...moved(
      '+',
      'offered',
      'offered',
      pending.map(({ id, length }) => ({ extent: id, length })),
    ),
    ...moved('+', 'accepted', 'accepted', happeningsOf(happenings, 'extentAccepted')),
    ...moved('−', 'withdrawn', 'withdrawn', withdrawn, withdrawnText(withdrawn)),
    ...moved('−', 'released', 'released', happeningsOf(happenings, 'extentReleased')),
    ...moved('', 'asked back', 'askedBack', asked),
    ...bitsText(scene),
    ...change('offers waiting', ldBefore(scene).pending.length, ldAfter(scene).pending.length),
    ...change('event log', held(before), held(after), ` of ${capacityOf(after)}`),
    ...change('host’s extents', before.host.extents.length, after.host.extents.length),
  ];
}

const held = ({ device }: Scene['after']): number =>
  ldOf(device).eventLogs.dynamicCapacity.records.length;
const capacityOf = ({ device }: Scene['after']): number => profileOf(device).eventLogCapacity;

function bitsText({ happenings }: Scene): readonly DiffItem[] {
  const set = sum(happeningsOf(happenings, 'blocksBacked').map(({ count }) => count));
  const cleared = sum(happeningsOf(happenings, 'blocksCleared').map(({ count }) => count));
  return [
    ...(set > 0 ? [{ text: `${counted(set, 'bit')} set`, entities: [] }] : []),
    ...(cleared > 0 ? [{ text: `${counted(cleared, 'bit')} cleared`, entities: [] }] : []),
  ];
}

const change = (what: string, before: number, after: number, of = ''): readonly DiffItem[] =>
  before === after ? [] : [{ text: `${what} ${before} → ${after}${of}`, entities: [] }];

function metersOf(scene: Scene): readonly RegionMeter[] {
  const ld = ldAfter(scene);
  return ld.regions.map((region) => {
    const blocks = totalsOf(coverage(gridOf(region), devicePieces(ld, region), stateKinds));
    const bytes = {
      free: blocks.free * region.blockSize,
      offered: blocks.offered * region.blockSize,
      askedBack: blocks.askedBack * region.blockSize,
      accepted: blocks.accepted * region.blockSize,
    };
    return {
      region: regionEntity(region.index),
      label: regionLabel(region.index),
      bytes,
      text: `${iec(bytes.accepted + bytes.askedBack)} of ${iec(region.length)}`,
    };
  });
}

/** The sentence, its diff and the meters. */
export function outcomeView(scene: Scene): OutcomeView {
  const { frame, after } = scene;
  const { sentence, tone, code, note } = wordsOf(scene);
  const { overflow } = ldAfter(scene).eventLogs.dynamicCapacity;
  return {
    sentence,
    tone,
    ...definedOnly({
      code: tone === 'ok' ? undefined : code,
      section: sectionOf(scene),
      note,
      refusal: cardOf(scene),
    }),
    diff: frame === undefined ? [] : diffOrNothing(scene),
    meters: metersOf(scene),
    log: { held: held(after), capacity: capacityOf(after), lost: overflow.count },
    refusals: refusalsUpTo(scene),
    differences: capacityDifferencesOf(scene).length,
  };
}

/** The step in words, or what the run starts from. */
const wordsOf = ({
  frame,
  before,
  after,
  timeline,
}: Scene): Pick<Summary, 'sentence' | 'tone' | 'code' | 'note'> =>
  frame === undefined
    ? { sentence: startWords(after), tone: 'ok', ...definedOnly({ note: timeline.about }) }
    : summaryOf({ ...frame, before });

/** The CXL section of the rule that was looked at last. */
function sectionOf(scene: Scene): string | undefined {
  return specSection(ruleBook.get(lastRule(scene) ?? ''));
}

const lastRule = ({ happenings }: Scene): string | undefined =>
  happeningsOf(happenings, 'ruleChecked').at(-1)?.rule;

function diffOrNothing(scene: Scene): readonly DiffItem[] {
  const diff = diffOf(scene);
  return diff.length > 0 ? diff : [{ text: 'nothing changes in the device', entities: [] }];
}

const refusalsUpTo = ({ timeline, step }: Scene): number =>
  timeline.frames.slice(0, step).filter(({ reply }) => isRefusal(toneOf(reply))).length;
