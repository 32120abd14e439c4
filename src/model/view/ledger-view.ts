import { blocksOf, ldOf, regionAt } from '../device/device-state';
import { endOf, type Extent } from '../device/extent';
import { inOrder } from '../device/extent-list';
import type { HostVerdict } from '../happening';
import { all } from './gather';
import { chipOf } from './chips';
import { latest } from './chronicle';
import { heldBytes, keptInUse } from './differences';
import type { Scene } from './moment';
import { extentEntity, groupLabel, regionLabel, sysfsName } from './names';
import type { ChipState, LedgerRow, LedgerView } from './page';

/** Rows the page gets at once. */
const MAX_ROWS = 500;

const stateWords: Readonly<Record<ChipState, string>> = {
  free: 'free',
  offered: 'offered',
  askedBack: 'accepted, asked back',
  accepted: 'accepted',
  withdrawn: 'withdrawn now',
  released: 'released now',
  error: 'refused',
};

/** Every extent the device holds or has on offer, and those that went in this step, by address. */
export function ledgerView(scene: Scene): LedgerView {
  const ld = ldOf(scene.after.device);
  const gone = all(scene.happenings, 'extentWithdrawn').map(({ extent, start, length }) =>
    bare(extent, start, length),
  );
  const released = all(scene.happenings, 'extentReleased').map(({ extent, start, length }) =>
    bare(extent, start, length),
  );
  const everything = [
    ...inOrder(ld.accepted),
    ...ld.pending.flatMap(({ extents }) => extents),
    ...gone,
    ...released,
  ];
  const rows = everything.sort((a, b) => a.start - b.start || a.id - b.id).slice(0, MAX_ROWS);
  return { total: everything.length, rows: rows.map((extent) => rowOf(scene, extent)) };
}

const bare = (id: number, start: number, length: number): Extent => ({
  id,
  start,
  length,
  tag: '',
  sharedSeq: 0,
});

function rowOf(scene: Scene, extent: Extent): LedgerRow {
  const ld = ldOf(scene.after.device);
  const region = regionAt(ld, extent.start);
  const run = region === undefined ? { first: 0, count: 0 } : blocksOf(region, extent);
  const chip = chipOf(scene, extent.id);
  const offer = latest(
    scene.chronicle,
    extent.id,
    scene.step,
    ({ what }) => what === 'groupOffered',
  );
  const since = latest(scene.chronicle, extent.id, scene.step, ({ what }) => what in sinceKinds);
  const group = offer?.happening.what === 'groupOffered' ? groupLabel(offer.happening.group) : '';
  return {
    id: extentEntity(extent.id),
    chip,
    asked: offer === undefined ? 'accepted beforehand' : `step ${offer.step} · add ${group}`,
    fmDiffers: chip.state === 'withdrawn' || chip.state === 'askedBack',
    region: region === undefined ? '' : regionLabel(region.index),
    start: extent.start,
    length: extent.length,
    firstBlock: run.first,
    lastBlock: run.first + run.count - 1,
    stateText: stateWords[chip.state],
    since: since?.step ?? 0,
    ...hostSide(scene, extent, chip.state),
  };
}

const sinceKinds: Readonly<Record<string, true>> = {
  groupOffered: true,
  extentAccepted: true,
  extentWithdrawn: true,
  extentReleased: true,
  extentSplit: true,
  releaseAsked: true,
};

function hostSide(
  scene: Scene,
  extent: Extent,
  state: ChipState,
): Pick<LedgerRow, 'hostText' | 'hostDiffers'> {
  const { host } = scene.after;
  const shown = host.extents.find(
    (item) => item.start <= extent.start && endOf(item) > extent.start,
  );
  const held = heldBytes(host, extent.start, endOf(extent));
  const accepted = state === 'accepted' || state === 'askedBack';
  const hostDiffers = accepted ? held < extent.length : held > 0;
  if (shown === undefined) {
    const hostText = state === 'released' ? 'given back' : believed(scene, extent, accepted);
    return { hostText, hostDiffers };
  }
  const name = sysfsName(shown);
  if (!accepted) return { hostText: `${name}, a phantom: not accepted`, hostDiffers };
  const used =
    state === 'askedBack' &&
    keptInUse(scene.after).some(({ start, end }) => start < endOf(extent) && end > extent.start);
  return used
    ? { hostText: `${name}, in use though asked back`, hostDiffers: true }
    : { hostText: name, hostDiffers };
}

function believed(scene: Scene, { id }: Extent, accepted: boolean): string {
  if (accepted) return 'not known';
  const decided = latest(
    scene.chronicle,
    id,
    scene.step,
    ({ what }) => what === 'hostDecided',
  )?.happening;
  return (
    (decided?.what === 'hostDecided' ? verdictText(decided) : undefined) ?? readText(scene, id)
  );
}

const verdictText = ({
  verdict,
  because,
}: {
  readonly verdict: HostVerdict;
  readonly because: string;
}): string | undefined =>
  verdict === 'refuses' ? `refused: ${because}` : verdict === 'releases' ? 'given back' : undefined;

function readText({ after: { host }, chronicle, step }: Scene, id: number): string {
  if (host.staged.some(({ extent }) => extent === id)) return 'staged, chain open';
  if (host.inbox.some(({ extent }) => extent === id)) return 'read, not decided';
  return latest(chronicle, id, step, ({ what }) => what === 'recordDropped') === undefined
    ? 'not read yet'
    : 'its record was lost: the host never heard of it';
}
