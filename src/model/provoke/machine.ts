import { allSet } from '../persistent/block-map';
import { blocksOf, regionAt } from '../device/device-state';
import { hpaOf } from '../guest-memory/decoder';
import { extentsRead } from '../host/beliefs';
import { HOST_MOVE } from '../simulation/action';
import '../simulation/steps/machine-deeds';
import { counted, extentLabel } from '../view/words/names';
import { linuxSeries } from './linux-host';
import { acceptedBytes, disagreement, unheardIn } from './coming';
import { offersIn, type Now } from './now';
import {
  crash,
  granted,
  NOTHING_ACCEPTED,
  NOTHING_OFFERED,
  planned,
  type Act,
  type Plan,
  type Provocation,
} from './provocation';
import '../mailbox/more-commands';

function resetMidOffer({ state, ld, host }: Now): Plan | string {
  if (ld.pending.length === 0) return NOTHING_OFFERED;
  const known = extentsRead(host);
  const unheard = unheardIn(state);
  const unread = ld.pending
    .flatMap(({ extents }) => extents)
    .find(({ id }) => !known.has(id) && !unheard.has(id));
  if (unread === undefined || host.rereads !== 'no')
    return 'The host has read every offer it is told of.';
  return planned(
    { kind: 'unheard' },
    `Records and offers stay, but the event status reads 0: nothing tells the host of ${extentLabel(unread.id)} any more.`,
    [{ kind: 'reset' }],
  );
}

function restartMidOffer({ state, ld }: Now): Plan | string {
  if (ld.pending.length === 0) return NOTHING_OFFERED;
  const acts: readonly Act[] = [{ kind: 'host', deed: 'restart' }];
  const unheard = unheardIn(state);
  const logged = new Set(ld.eventLogs.dynamicCapacity.records.map(({ extent }) => extent));
  const forgotten = ld.pending
    .flatMap(({ extents }) => extents)
    .find(({ id }) => !unheard.has(id) && !logged.has(id));
  if (forgotten !== undefined)
    return planned(
      { kind: 'unheard' },
      `The record of ${extentLabel(forgotten.id)} is cleared and the host forgets it; the device keeps it on offer.`,
      acts,
    );
  return acceptedBytes(state) > disagreement(state)
    ? planned(
        { kind: 'differs' },
        'The log still holds the offer, so the host reads it again. What it had accepted it shows only once it has a region.',
        acts,
      )
    : granted('The log still holds the offer: the host reads it again.', acts);
}

const BYTES = 8;

const reach = ({ device }: Now, dpa: number): boolean =>
  device.decoder.committed && hpaOf(device.decoder, dpa) !== undefined;

function decoderGone(now: Now): Plan | string {
  const extent = now.accepted.find(({ start }) => reach(now, start));
  if (extent === undefined)
    return now.accepted.length === 0
      ? NOTHING_ACCEPTED
      : 'No accepted extent is behind the host’s decoder.';
  return planned(
    { kind: 'fault', fault: 'noDecoder' },
    `${extentLabel(extent.id)} stays accepted, but no address leads to it: a guest’s read fails.`,
    [
      { kind: 'hdm', commit: false },
      { kind: 'read', space: 'dpa', at: extent.start, length: BYTES },
    ],
  );
}

function touchOffer(now: Now): Plan | string {
  const { ld } = now;
  const extent = offersIn(now).find((offered) => {
    const region = regionAt(ld, offered.start);
    const bitmap = region === undefined ? undefined : ld.bitmaps[region.index];
    if (region === undefined || bitmap === undefined) return false;
    const { first } = blocksOf(region, offered);
    return !allSet(bitmap, { first, count: 1 });
  });
  if (extent === undefined) return NOTHING_OFFERED;
  const fault = reach(now, extent.start) ? 'unbacked' : 'noDecoder';
  return planned(
    { kind: 'fault', fault },
    fault === 'unbacked'
      ? `${extentLabel(extent.id)} is only offered, its blocks are not backed: the read fails.`
      : `No decoder of the host leads to ${extentLabel(extent.id)}: the read fails.`,
    [{ kind: 'read', space: 'dpa', at: extent.start, length: BYTES }],
  );
}

const seconds = (ns: number): string => `${Math.ceil(ns / 1e9)} s`;

function watchdog(now: Now): Plan | string {
  const { host, ld, state, profile } = now;
  const timeout = linuxSeries(now)?.chainTimeout;
  if (timeout === undefined) return 'The host has no watchdog over open chains.';
  const { chainDeadline, staged, tasks } = host;
  if (chainDeadline === undefined) return 'No chain of the host is open.';
  if (staged.length === 0 || tasks.length > 0) return 'The host is busy with something else.';
  const acts: readonly Act[] = [
    { kind: 'clock', ns: Math.max(0, chainDeadline - state.clock) },
    HOST_MOVE,
  ];
  if (ld.pending.length === 0 && profile.updates === 'allOrNothing')
    return crash('the watchdog refuses a chain that the device no longer has on offer.', acts);
  return planned(
    { kind: 'declined' },
    `After ${seconds(timeout)} the watchdog refuses ${counted(staged.length, 'staged extent')} with an empty response.`,
    acts,
  );
}

/** What can happen to the device and the machine around it. */
export const machineMoves: readonly Provocation[] = [
  { id: 'reset-mid-offer', name: 'Reset in mid-offer', plan: resetMidOffer },
  { id: 'restart', name: 'Restart the host in mid-offer', plan: restartMidOffer },
  { id: 'decoder-gone', name: 'Uncommit the decoder', plan: decoderGone },
  { id: 'watchdog', name: 'Wait until the chain times out', plan: watchdog },
  { id: 'touch-offer', name: 'Read what is only offered', plan: touchOffer },
];
