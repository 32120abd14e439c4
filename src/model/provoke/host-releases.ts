import { extentsRead } from '../host/beliefs';
import { clearLimit } from '../host/commands';
import { extentLabel } from '../view/words/names';
import { unheardIn } from './coming';
import { blockIn, fits, freeIn, neighbours, offersIn, touchesAccepted, type Now } from './now';
import {
  granted,
  NO_NEIGHBOURS,
  NO_ROOM,
  NOTHING_OFFERED,
  TOO_MANY_IN_USE,
  planned,
  refused,
  type Plan,
  type Provocation,
} from './provocation';
import { clear, release } from './requests';

function releasePart(now: Now): Plan | string {
  const block = blockIn(now);
  const extent = now.accepted.find(({ length }) => length >= 3 * block);
  if (extent === undefined) return 'No accepted extent has three blocks.';
  const acts = [release([{ start: extent.start + block, length: block }])];
  const name = extentLabel(extent.id);
  const oneByOne = now.profile.updates === 'oneByOne';
  if (!oneByOne && !fits(now, 1)) {
    const why = `cutting ${name} in two takes one extent more than the device supports.`;
    return refused('resourcesExhausted', why, acts);
  }
  const bits = oneByOne ? ' The bit of the block stays set.' : '';
  return granted(`${name} is cut in two: what is left of it are two extents.${bits}`, acts);
}

function releaseAcross(now: Now): Plan | string {
  const pair = neighbours(now);
  if (pair === undefined) return NO_NEIGHBOURS;
  const [left, right] = pair;
  const block = blockIn(now);
  const acts = [release([{ start: right.start - block, length: 2 * block }])];
  const names = `${extentLabel(left.id)} and ${extentLabel(right.id)}`;
  if (now.profile.updates === 'oneByOne')
    return refused('invalidExtentList', `this QEMU wants one entry for each of ${names}.`, acts);
  if (!fits(now, 0)) return TOO_MANY_IN_USE;
  return granted(`QEMU looks only whether every block is accepted: it cuts both ${names}.`, acts);
}

function releaseOffered(now: Now): Plan | string {
  const extent = offersIn(now).find((offered) => !touchesAccepted(now, offered));
  if (extent === undefined) return NOTHING_OFFERED;
  const why = `${extentLabel(extent.id)} is only offered; an offer is refused with a response.`;
  return refused('invalidPhysicalAddress', why, [release([extent])]);
}

function releaseFree(now: Now): Plan | string {
  const [range] = freeIn(now, 0, 1);
  if (range === undefined) return NO_ROOM;
  return refused('invalidPhysicalAddress', 'no block of it is accepted.', [release([range])]);
}

function clearNewest({ ld }: Now): Plan | string {
  const { records } = ld.eventLogs.dynamicCapacity;
  const newest = records.at(-1);
  if (newest === undefined || records.length < 2) return 'The log holds fewer than two records.';
  return refused('invalidInput', 'records are cleared from the oldest on, without a gap.', [
    clear([newest.handle]),
  ]);
}

function clearUnread({ state, profile, ld, host }: Now): Plan | string {
  const named = ld.eventLogs.dynamicCapacity.records.slice(0, clearLimit(profile.mailboxSize));
  const known = extentsRead(host);
  const unheard = unheardIn(state);
  const waiting = new Set(ld.pending.flatMap(({ extents }) => extents.map(({ id }) => id)));
  const unread = named.find(
    ({ extent }) => waiting.has(extent) && !known.has(extent) && !unheard.has(extent),
  );
  if (unread === undefined) return 'The log holds no offer that the host has not read.';
  const handles = named.map(({ handle }) => handle);
  return planned(
    { kind: 'unheard' },
    `The log forgets, the device does not: ${extentLabel(unread.extent)} stays on offer, and the host never learns of it.`,
    [clear(handles)],
  );
}

/** What a host can do wrong when it gives capacity back or clears records. */
export const hostReleases: readonly Provocation[] = [
  { id: 'release-part', name: 'Give back a part of an extent', plan: releasePart },
  { id: 'release-across', name: 'Give back across two extents', plan: releaseAcross },
  { id: 'release-offered', name: 'Give back an offer', plan: releaseOffered },
  { id: 'release-free', name: 'Give back what it never had', plan: releaseFree },
  { id: 'clear-newest', name: 'Clear records out of order', plan: clearNewest },
  { id: 'clear-unread', name: 'Clear records unread', plan: clearUnread },
];
