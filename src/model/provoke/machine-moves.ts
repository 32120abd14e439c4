import { allSet } from '../persistent/block-map';
import { blocksOf, regionAt } from '../device/device-state';
import { hpaOf } from '../guest-memory/decoder';
import { extentsRead } from '../host/beliefs';
import { HOST_MOVE, type Action } from '../simulation/action';
import '../simulation/steps/machine-deeds';
import { NOTHING_ACCEPTED, NOTHING_OFFERED, type Move } from './move';
import { offersIn, type ProvokeContext } from './now';
import '../qmp/other-requests';
import '../mailbox/more-commands';

const BYTES = 8;

const readAt = (at: number): Action => ({ kind: 'read', space: 'dpa', at, length: BYTES });

const NO_HARDWARE = 'The kernel’s mock has no registers, no decoder and no memory.';

function resetMidOffer({ profile, ld, host }: ProvokeContext): ReturnType<Move['acts']> {
  if (!profile.hardware) return NO_HARDWARE;
  if (ld.pending.length === 0) return NOTHING_OFFERED;
  const known = extentsRead(host);
  const unread = ld.pending.some(({ extents }) => extents.some(({ id }) => !known.has(id)));
  return unread ? [{ kind: 'reset' }] : 'The host has read every offer.';
}

function decoderGone({ profile, ld, accepted }: ProvokeContext): ReturnType<Move['acts']> {
  if (!profile.hardware) return NO_HARDWARE;
  if (accepted.length === 0) return NOTHING_ACCEPTED;
  const { decoder } = ld;
  const extent = accepted.find(
    ({ start }) => decoder.committed && hpaOf(decoder, start) !== undefined,
  );
  return extent === undefined
    ? 'No accepted extent is behind the host’s decoder.'
    : [{ kind: 'hdm', commit: false }, readAt(extent.start)];
}

function watchdog({ host, state }: ProvokeContext): ReturnType<Move['acts']> {
  const { chainDeadline, staged, tasks } = host;
  if (chainDeadline === undefined) return 'The host watches over no open chain.';
  if (staged.length === 0 || tasks.length > 0) return 'The host is busy with something else.';
  return [{ kind: 'clock', ns: Math.max(0, chainDeadline - state.clock) }, HOST_MOVE];
}

function touchOffer(now: ProvokeContext): ReturnType<Move['acts']> {
  const { ld, profile } = now;
  if (!profile.hardware) return NO_HARDWARE;
  const extent = offersIn(now).find((offered) => {
    const region = regionAt(ld, offered.start);
    const bitmap = region && ld.bitmaps[region.index];
    return (
      region !== undefined &&
      bitmap !== undefined &&
      !allSet(bitmap, { first: blocksOf(region, offered).first, count: 1 })
    );
  });
  return extent === undefined ? NOTHING_OFFERED : [readAt(extent.start)];
}

/** What can happen to the device and the machine around it. */
export const machineMoves: readonly Move[] = [
  {
    id: 'reset-mid-offer',
    name: 'Reset in mid-offer',
    does: 'The machine resets the device before the host has read every offer.',
    acts: resetMidOffer,
  },
  {
    id: 'restart',
    name: 'Restart the host in mid-offer',
    does: 'The host restarts and forgets what it has read.',
    acts: ({ ld }) =>
      ld.pending.length === 0 ? NOTHING_OFFERED : [{ kind: 'host', deed: 'restart' }],
  },
  {
    id: 'decoder-gone',
    name: 'Uncommit the decoder',
    does: 'The host uncommits its decoder, then a guest reads an accepted extent.',
    acts: decoderGone,
  },
  {
    id: 'watchdog',
    name: 'Wait until the chain times out',
    does: 'The clock runs until the host gives its open chain up.',
    acts: watchdog,
  },
  {
    id: 'touch-offer',
    name: 'Read what is only offered',
    does: 'A guest reads an extent that is only offered.',
    acts: touchOffer,
  },
];
