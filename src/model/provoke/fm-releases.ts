import { inUse } from '../host/dax-space';
import { NO_TAG } from '../layouts/dc-extent';
import {
  HOST_GOES_ON,
  NO_FM_API,
  NO_NEIGHBOURS,
  NO_ROOM,
  NOTHING_ACCEPTED,
  NOTHING_OFFERED,
  type Act,
  type Move,
} from './move';
import {
  across,
  blockIn,
  fmCan,
  freeIn,
  hostBusy,
  offersIn,
  touches,
  type ProvokeContext,
} from './now';
import { askBack, forceLine, initiateForced, takesLines } from './requests';
import type { DpaRange } from '../device/capacity';

/** The fabric manager asks a range back, and a host that had nothing to do answers. */
const asked = (
  now: ProvokeContext,
  range: DpaRange | undefined,
  whyNot: string,
): readonly Act[] | string =>
  range === undefined ? whyNot : [...askBack(now, [range]), HOST_GOES_ON];

function askPart(now: ProvokeContext): ReturnType<Move['acts']> {
  const block = blockIn(now);
  const extent = now.accepted.find(({ length }) => length >= 2 * block);
  const part = extent && { start: extent.start, length: block };
  return asked(now, part, 'No accepted extent has two blocks.');
}

function askInUse(now: ProvokeContext): ReturnType<Move['acts']> {
  const used = [...inUse(now.host, now.host.extents)];
  const extent = now.accepted.find((each) => used.some((other) => touches(other, each)));
  return extent === undefined
    ? 'No dax device of a Linux host holds an accepted extent.'
    : (hostBusy(now) ?? asked(now, extent, ''));
}

function askByForce(now: ProvokeContext): ReturnType<Move['acts']> {
  const [extent] = now.accepted;
  if (extent === undefined) return NOTHING_ACCEPTED;
  return now.profile.order.qmpRelease.includes('notForced')
    ? askBack(now, [extent], { 'forced-removal': true })
    : 'The requests of this device know no force.';
}

function forcedByFm(now: ProvokeContext): ReturnType<Move['acts']> {
  const [extent] = now.accepted;
  if (!takesLines(now) && !fmCan(now, 0x5605)) return NO_FM_API;
  if (extent === undefined) return NOTHING_ACCEPTED;
  return [takesLines(now) ? forceLine(extent) : initiateForced([extent])];
}

function oneOfTag(now: ProvokeContext): ReturnType<Move['acts']> {
  const tagged = now.accepted.filter(({ tag }) => tag !== NO_TAG);
  const one = tagged.find((extent) =>
    tagged.some((other) => other !== extent && other.tag === extent.tag),
  );
  return one === undefined
    ? 'No two accepted extents have the same tag.'
    : (hostBusy(now) ?? asked(now, one, ''));
}

/** What a fabric manager can do wrong when it asks capacity back. */
export const fmReleases: readonly Move[] = [
  {
    id: 'ask-offered',
    name: 'Ask an offer back',
    does: 'The fabric manager asks back an extent that waits for an answer.',
    acts(now) {
      const extent = offersIn(now).find(
        ({ start }) => !now.accepted.some((other) => other.start === start),
      );
      return extent === undefined ? NOTHING_OFFERED : askBack(now, [extent]);
    },
  },
  {
    id: 'ask-free',
    name: 'Ask free capacity back',
    does: 'The fabric manager asks back blocks that are free.',
    acts(now) {
      const range = freeIn(now, 0, 1);
      return range.length === 0 ? NO_ROOM : askBack(now, range);
    },
  },
  {
    id: 'ask-part',
    name: 'Ask a part of an extent back',
    does: 'The fabric manager asks back the first block of an extent.',
    acts: askPart,
  },
  {
    id: 'ask-across',
    name: 'Ask a range across two extents back',
    does: 'The fabric manager asks back the end of one extent and the start of the next.',
    acts: (now) => asked(now, across(now), NO_NEIGHBOURS),
  },
  {
    id: 'ask-twice',
    name: 'Ask the same back twice',
    does: 'The fabric manager asks an extent back, and again before the host answers.',
    acts(now) {
      const [extent] = now.accepted;
      if (extent === undefined) return NOTHING_ACCEPTED;
      return [...askBack(now, [extent]), ...askBack(now, [extent])];
    },
  },
  {
    id: 'ask-in-use',
    name: 'Ask back what is in use',
    does: 'The fabric manager asks back an extent of which a dax device holds a part.',
    acts: askInUse,
  },
  {
    id: 'ask-forced',
    name: 'Force a release over QMP',
    does: 'The fabric manager asks an extent back with forced-removal set.',
    acts: askByForce,
  },
  {
    id: 'fm-forced',
    name: 'Force a release over the FM API',
    does: 'The fabric manager asks an extent back by force.',
    acts: forcedByFm,
  },
  {
    id: 'one-of-tag',
    name: 'Ask one extent of a tag back',
    does: 'The fabric manager asks back one of the extents that share a tag.',
    acts: oneOfTag,
  },
];
