import { extentsRead } from '../host/beliefs';
import { clearLimit } from '../host/commands';
import { NO_NEIGHBOURS, NO_ROOM, NOTHING_OFFERED, type Move } from './move';
import { across, blockIn, freeIn, offersIn, touches } from './now';
import { clear, release } from './requests';

/** What a host can do wrong when it gives capacity back or clears records. */
export const hostReleases: readonly Move[] = [
  {
    id: 'release-part',
    name: 'Give back a part of an extent',
    does: 'The host gives back the second block of an extent of three or more.',
    acts(now) {
      const block = blockIn(now);
      const extent = now.accepted.find(({ length }) => length >= 3 * block);
      return extent === undefined
        ? 'No accepted extent has three blocks.'
        : [release([{ start: extent.start + block, length: block }])];
    },
  },
  {
    id: 'release-across',
    name: 'Give back across two extents',
    does: 'The host gives back, in one entry, the end of one extent and the start of the next.',
    acts(now) {
      const range = across(now);
      return range === undefined ? NO_NEIGHBOURS : [release([range])];
    },
  },
  {
    id: 'release-offered',
    name: 'Give back an offer',
    does: 'The host gives back an extent that is only offered.',
    acts(now) {
      const taken = [...now.accepted, ...now.host.extents];
      const extent = offersIn(now).find((offer) => !taken.some((other) => touches(other, offer)));
      return extent === undefined ? NOTHING_OFFERED : [release([extent])];
    },
  },
  {
    id: 'release-free',
    name: 'Give back what it never had',
    does: 'The host gives back blocks that are free.',
    acts(now) {
      const range = freeIn(now, 0, 1);
      return range.length === 0 ? NO_ROOM : [release(range)];
    },
  },
  {
    id: 'clear-newest',
    name: 'Clear records out of order',
    does: 'The host clears the newest record before the older ones.',
    acts({ ld }) {
      const { records } = ld.eventLogs.dynamicCapacity;
      const newest = records.at(-1);
      return newest === undefined || records.length < 2
        ? 'The log holds fewer than two records.'
        : [clear([newest.handle])];
    },
  },
  {
    id: 'clear-unread',
    name: 'Clear records unread',
    does: 'The host clears the log before it has read all of it.',
    acts({ profile, ld, host }) {
      const named = ld.eventLogs.dynamicCapacity.records.slice(0, clearLimit(profile.mailboxSize));
      const known = extentsRead(host);
      const waiting = new Set(ld.pending.flatMap(({ extents }) => extents.map(({ id }) => id)));
      return named.some(({ extent }) => waiting.has(extent) && !known.has(extent))
        ? [clear(named.map(({ handle }) => handle))]
        : 'The log holds no offer that the host has not read.';
    },
  },
];
