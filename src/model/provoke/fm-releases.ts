import { extentLabel } from '../view/words/names';
import { blockIn, fits, fmCan, freeIn, neighbours, offersIn, type Now } from './now';
import { linuxBusy, linuxHasIdle, linuxSeries, usedByLinux } from './linux-host';
import {
  granted,
  HOST_GOES_ON,
  logging,
  NO_FM_API,
  NO_NEIGHBOURS,
  NO_ROOM,
  NOTHING_ACCEPTED,
  NOTHING_OFFERED,
  TOO_MANY_IN_USE,
  planned,
  refused,
  refusedWith,
  type Act,
  type Plan,
  type Provocation,
} from './provocation';
import { askBack, initiateForced } from './requests';

const NO_EXACT = 'No exact extent found in the extent list';

/** The 2023 series asks for whole extents, one entry each. */
const wantsExact = ({ profile }: Now): boolean => profile.order.qmpRelease.includes('exact');

/** What is asked back is no accepted extent, and is refused in the words of each QEMU. */
const notReleasable = (now: Now, desc: string, why: string, acts: readonly Act[]): Plan =>
  refusedWith(wantsExact(now) ? NO_EXACT : desc, why, acts);

function askOffered(now: Now): Plan | string {
  const extent = offersIn(now).find(
    ({ start }) => !now.accepted.some((other) => other.start === start),
  );
  if (extent === undefined) return NOTHING_OFFERED;
  return notReleasable(
    now,
    'cannot release extent with pending DPA range',
    `${extentLabel(extent.id)} waits for the host’s answer.`,
    askBack(now, [extent]),
  );
}

function askFree(now: Now): Plan | string {
  const [range] = freeIn(now, 0, 1);
  if (range === undefined) return NO_ROOM;
  const why = 'no block of it is accepted.';
  return notReleasable(
    now,
    'cannot release extent with non-existing DPA range',
    why,
    askBack(now, [range]),
  );
}

function askPart(now: Now): Plan | string {
  const block = blockIn(now);
  const extent = now.accepted.find(({ length }) => length >= 2 * block);
  if (extent === undefined) return 'No accepted extent has two blocks.';
  const name = extentLabel(extent.id);
  const ask = askBack(now, [{ start: extent.start, length: block }]);
  if (wantsExact(now)) return refusedWith(NO_EXACT, `it is a part of ${name}.`, ask);
  if (linuxBusy(now) === undefined && linuxHasIdle(now, extent))
    return granted(`One block is asked for; Linux gives back all of ${name}.`, [
      ...ask,
      HOST_GOES_ON,
    ]);
  const plan = granted(`QEMU asks for it. What comes back is the host’s choice.`, ask);
  return logging(now, 1, plan);
}

function askAcross(now: Now): Plan | string {
  const pair = neighbours(now);
  if (pair === undefined) return NO_NEIGHBOURS;
  const [left, right] = pair;
  const block = blockIn(now);
  const ask = askBack(now, [{ start: right.start - block, length: 2 * block }]);
  const names = `${extentLabel(left.id)} and ${extentLabel(right.id)}`;
  if (wantsExact(now)) return refusedWith(NO_EXACT, `it lies across ${names}.`, ask);
  const series = linuxBusy(now) === undefined ? linuxSeries(now) : undefined;
  if (series !== undefined && linuxHasIdle(now, left) && linuxHasIdle(now, right)) {
    if (series.releases === 'touched')
      return granted(`Linux gives back both ${names}, whole.`, [...ask, HOST_GOES_ON]);
    if (series.unmatched === 'acknowledged')
      return planned(
        { kind: 'differs' },
        `Linux finds no extent that holds the range and gives back just that: the device cuts ${names}, the host goes on showing both whole.`,
        [...ask, HOST_GOES_ON],
      );
    return planned(
      { kind: 'kept' },
      `Linux finds no extent that holds the range across ${names}: nothing is sent.`,
      [...ask, HOST_GOES_ON],
    );
  }
  return logging(now, 1, granted(`QEMU asks for a range across ${names}.`, ask));
}

function askTwice(now: Now): Plan | string {
  const [extent] = now.accepted;
  if (extent === undefined) return NOTHING_ACCEPTED;
  const ask = askBack(now, [extent]);
  const name = extentLabel(extent.id);
  const series = linuxBusy(now) === undefined ? linuxSeries(now) : undefined;
  if (series?.unmatched === 'acknowledged' && linuxHasIdle(now, extent) && now.room >= 2)
    return refused(
      'invalidPhysicalAddress',
      `Linux gives ${name} back, then answers the second request for what is gone.`,
      [...ask, ...ask, HOST_GOES_ON],
    );
  const plan = granted(`QEMU keeps no list of what it has asked back: both requests pass.`, [
    ...ask,
    ...ask,
  ]);
  return logging(now, 2, plan);
}

function askInUse(now: Now): Plan | string {
  const extent = usedByLinux(now);
  if (extent === undefined) return 'No dax device of a Linux host holds an accepted extent.';
  const busy = linuxBusy(now);
  if (busy !== undefined) return busy;
  const name = extentLabel(extent.id);
  return planned(
    { kind: 'kept' },
    `A dax device holds ${name}: Linux sends nothing, and tries no more. It must be asked again.`,
    [...askBack(now, [extent]), HOST_GOES_ON],
  );
}

function askByForce(now: Now): Plan | string {
  const [extent] = now.accepted;
  if (extent === undefined) return NOTHING_ACCEPTED;
  if (!now.profile.order.qmpRelease.includes('notForced'))
    return 'The requests of this QEMU know no force.';
  return refusedWith(
    'Forced removal not supported yet',
    'QEMU takes nothing by force.',
    askBack(now, [extent], { 'forced-removal': true }),
  );
}

function initiateByForce(now: Now): Plan | string {
  if (!fmCan(now, 0x5605)) return NO_FM_API;
  const [extent] = now.accepted;
  if (extent === undefined) return NOTHING_ACCEPTED;
  if (!fits(now, 0)) return TOO_MANY_IN_USE;
  const plan = granted('QEMU ignores the force: the host is asked as ever, and nothing is taken.', [
    initiateForced([extent]),
  ]);
  return logging(now, 1, plan);
}

/** What a fabric manager can do wrong when it asks capacity back. */
export const fmReleases: readonly Provocation[] = [
  { id: 'ask-offered', name: 'Ask an offer back', plan: askOffered },
  { id: 'ask-free', name: 'Ask free capacity back', plan: askFree },
  { id: 'ask-part', name: 'Ask a part of an extent back', plan: askPart },
  { id: 'ask-across', name: 'Ask a range across two extents back', plan: askAcross },
  { id: 'ask-twice', name: 'Ask the same back twice', plan: askTwice },
  { id: 'ask-in-use', name: 'Ask back what is in use', plan: askInUse },
  { id: 'ask-forced', name: 'Force a release over QMP', plan: askByForce },
  { id: 'fm-forced', name: 'Force a release over the FM API', plan: initiateByForce },
];
