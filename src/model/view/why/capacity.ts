import { hostAfter, ldAfter } from '../scene/scene';
import { blocksAre } from '../page/states';
import { bitAt } from '../../persistent/block-map';
import { regionAt, type Region } from '../../device/device-state';
import { rangesIn } from '../../persistent/range-map';
import { regionEntity, regionLabel, sysfsName } from '../words/names';
import type { WhyView } from '../page/why';
import type { EntityId } from '../page/vocabulary';
import { beliefOfRange } from './belief';
import { standings, type StandingRun } from './blocks';
import { endOfStep, latestBefore } from './causes';
import { happeningEntity } from './causal-links';
import { clauseOf, type WhyContext, type Subject } from './subject';
import type { ByteRange } from '../scene/touches';

/** Parts of a range that are told apart. */
const MAX_PARTS = 8;

/** Why the blocks of a range are in the state they are drawn in. */
export function blocksSubject(
  asked: WhyContext,
  index: number,
  firstBlock: number,
  lastBlock: number,
): Subject | undefined {
  const region = ldAfter(asked.scene).regions[index];
  if (region === undefined || firstBlock > lastBlock || lastBlock >= region.blocks)
    return undefined;
  const range = {
    start: region.base + firstBlock * region.blockSize,
    end: region.base + (lastBlock + 1) * region.blockSize,
  };
  const [main, ...others] = standings(asked.causes, region, range, {
    step: asked.scene.step,
    most: MAX_PARTS,
  });
  if (main === undefined) return undefined;
  return {
    sentence: sentenceFor(region, main),
    state: main.state,
    ...fromOf(main),
    host: beliefOfRange(asked, main, main.since),
    also: [
      ...others.map((run) => ({
        text: `${blocksText(region, run)}: ${blocksAre(run.state)}`,
        entity: blocksEntity(region, run),
      })),
      ...bitNote(asked, region, main),
      ...hostNote(asked, main),
    ],
  };
}

const fromOf = ({ since, extent }: StandingRun): Pick<Subject, 'from' | 'thread'> =>
  since === undefined
    ? {}
    : { from: since, ...(extent === undefined ? {} : { thread: { extent } }) };

const blocksIn = (
  { base, blockSize }: Region,
  { start, end }: ByteRange,
): { readonly first: number; readonly last: number } => {
  const first = Math.floor((start - base) / blockSize);
  return { first, last: Math.max(first, Math.ceil((end - base) / blockSize) - 1) };
};

const blocksEntity = (region: Region, range: ByteRange): EntityId => {
  const { first, last } = blocksIn(region, range);
  return `blocks:${region.index}:${first}-${last}`;
};

function blocksText(region: Region, range: ByteRange): string {
  const { first, last } = blocksIn(region, range);
  return first === last ? `Block ${first}` : `Blocks ${first}–${last}`;
}

function sentenceFor(region: Region, run: StandingRun): string {
  const { first, last } = blocksIn(region, run);
  const name = `${blocksText(region, run)} of ${regionLabel(region.index)} ${first === last ? 'is' : 'are'}`;
  const { state, since, extent } = run;
  if (since !== undefined) return `${name} ${blocksAre(state)} because ${clauseOf(since, extent)}.`;
  return state === 'free'
    ? `${name} free: nothing has ever offered ${first === last ? 'it' : 'them'}.`
    : `${name} ${blocksAre(state)} since the run began.`;
}

/** The bit is told where it does not go with the state: the 2023 series leaves some behind. */
function bitNote(
  { scene, causes }: WhyContext,
  region: Region,
  { start, state }: StandingRun,
): WhyView['also'] {
  const block = Math.floor((start - region.base) / region.blockSize);
  const bitmap = ldAfter(scene).bitmaps[region.index];
  const bit = bitmap === undefined ? 0 : bitAt(bitmap, block);
  if ((bit === 1) === (state === 'accepted' || state === 'askedBack')) return [];
  const kind = bit === 1 ? 'blocksBacked' : 'blocksCleared';
  const set = latestBefore(
    causes.byKind.get(kind),
    endOfStep(scene.step),
    (item) =>
      item.what === kind &&
      item.region === region.index &&
      item.first <= block &&
      block < item.first + item.count,
  );
  if (set === undefined) return [];
  const entity = happeningEntity(set.step, set.happening.n);
  return [{ text: `Its bit is ${bit}, set so at step ${set.step}`, entity }];
}

/** What the host believes of the range, where it shows it. */
function hostNote({ scene }: WhyContext, { start, end }: StandingRun): WhyView['also'] {
  const [shown] = rangesIn(hostAfter(scene).held, start, end);
  if (shown === undefined) return [];
  const text = `The host shows it as ${sysfsName(shown.value)}`;
  return [{ text, entity: `shown:${sysfsName(shown.value)}` }];
}

/** Why a region holds what it holds: the latest change of any of its blocks. */
export function regionSubject(asked: WhyContext, index: number): Subject | undefined {
  const { scene, causes } = asked;
  const ld = ldAfter(scene);
  const region = ld.regions[index];
  if (region === undefined) return undefined;
  const range = { start: region.base, end: region.base + region.length };
  const touch = causes.touches.findLast(
    ({ start, end, step }) => step <= scene.step && start < range.end && end > range.start,
  );
  if (touch === undefined) {
    return { sentence: `${regionLabel(index)} is free: nothing has ever been offered there.` };
  }
  const extent = 'extent' in touch.effect ? touch.effect.extent : undefined;
  return {
    sentence: `The latest change in ${regionLabel(index)}: ${clauseOf(touch, extent ?? 'all')}.`,
    from: touch,
    ...(extent === undefined ? {} : { thread: { extent } }),
  };
}

/** Where a thing lies, to ask for its blocks too. */
export function placeNote({ scene }: WhyContext, range: ByteRange): WhyView['also'] {
  const region = regionAt(ldAfter(scene), range.start);
  if (region === undefined) return [];
  return [
    {
      text: `${blocksText(region, range)} of ${regionLabel(region.index)}`,
      entity: blocksEntity(region, range),
    },
    { text: `Region ${regionLabel(region.index)}`, entity: regionEntity(region.index) },
  ];
}
