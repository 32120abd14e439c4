import {
  ldOf,
  profileOf,
  regionAt,
  usedExtents,
  type DeviceState,
  type Ld,
  type OfferGroup,
  type Region,
} from '../device/device-state';
import { endOf, type Extent } from '../extent';
import { extentsIn, inOrder, type ListedExtent } from '../device/extent-list';
import type { DpaRange } from '../device/capacity';
import { firstPending } from '../device/pending';
import type { Profile } from '../device/profiles/profile';
import { PMD } from '../host/checks';
import type { HostState } from '../host/host-state';
import { isLinux } from '../host/twin-id';
import { effectsOf } from '../mailbox/logs-04h';
import type { SimulationState } from '../simulation/state';
import { nextMove } from '../simulation/steps/host-step';
import { MiB } from '../units';

/** The present state with what moves ask of it. */
export interface ProvokeContext {
  readonly state: SimulationState;
  readonly device: DeviceState;
  readonly profile: Profile;
  readonly ld: Ld;
  readonly host: HostState;
  /** Offers that wait, without their empty extents; the first is the one to be answered. */
  readonly groups: readonly OfferGroup[];
  readonly accepted: readonly ListedExtent[];
  /** Offers are answered one by one, in any order: the 2023 series. */
  readonly flat: boolean;
  /** Records the event log still has room for. */
  readonly room: number;
  /** Extents that count against the limit. */
  readonly used: number;
}

export function nowOf(state: SimulationState): ProvokeContext {
  const { device, host } = state;
  const profile = profileOf(device);
  const ld = ldOf(device);
  const groups = ld.pending.map((group) => ({
    ...group,
    extents: group.extents.filter(({ length }) => length > 0),
  }));
  return {
    state,
    device,
    profile,
    ld,
    host,
    groups,
    accepted: inOrder(ld.accepted).filter(({ length }) => length > 0),
    flat: profile.pendingShape === 'flat',
    room: Math.max(0, profile.eventLogCapacity - ld.eventLogs.dynamicCapacity.records.length),
    used: usedExtents(profile, ld),
  };
}

/** Whether a command of the FM API reaches this device. */
export const fmCan = ({ device }: ProvokeContext, opcode: number): boolean =>
  effectsOf(device, 'fmLd', opcode) !== undefined;

/** The extents of all offers that wait, in the order of the offers. */
export const offersIn = ({ groups }: ProvokeContext): readonly Extent[] =>
  groups.flatMap(({ extents }) => extents);

/** Bytes of a block of the device. */
export const blockIn = ({ ld }: ProvokeContext): number => ld.regions[0]?.blockSize ?? 1;

/** Whether two ranges share a byte, or an empty one lies in the other. */
export const touches = (a: DpaRange, b: DpaRange): boolean =>
  a.start < endOf(b) && b.start < endOf(a);

/**
 * Offered extents that one response may name: those of the first group; in the 2023 series those that overlap
 * nothing; all of them on the kernel's mock, which asks for no order.
 */
export function answerable(now: ProvokeContext): readonly Extent[] {
  if (now.profile.updates === 'wholeExtents') return offersIn(now);
  if (!now.flat) return now.groups[0]?.extents ?? [];
  const taken: DpaRange[] = [...inOrder(now.ld.accepted)];
  return offersIn(now).filter((extent) => {
    const isFree = !taken.some((other) => touches(other, extent));
    if (isFree) taken.push(extent);
    return isFree;
  });
}

/** A block before and a block behind the seam of two accepted extents that lie side by side in one region. */
export function across(now: ProvokeContext): DpaRange | undefined {
  const { ld, accepted } = now;
  for (const left of accepted) {
    const seam = endOf(left);
    const region = regionAt(ld, left.start);
    const [right] = extentsIn(ld.accepted, seam, seam + 1);
    if (right?.start === seam && regionAt(ld, seam) === region)
      return { start: seam - blockIn(now), length: 2 * blockIn(now) };
  }
  return undefined;
}

/** Why a Linux host would not answer what comes now; nothing where it would. */
export function hostBusy({ host, ld, state }: ProvokeContext): string | undefined {
  if (!isLinux(host.twin)) return 'The host is not Linux.';
  const idle =
    ld.eventLogs.dynamicCapacity.records.length === 0 &&
    ld.pending.length === 0 &&
    host.inbox.length === 0 &&
    host.staged.length === 0 &&
    host.tasks.length === 0 &&
    nextMove(state) === undefined;
  return idle ? undefined : 'The host is still busy with earlier requests.';
}

/** Stretches of a region in which nothing is accepted, offered or shown by the host. */
function gapsIn(now: ProvokeContext, region: Region): readonly DpaRange[] {
  const whole = { start: region.base, length: region.length };
  const end = endOf(whole);
  const taken: readonly DpaRange[] = [
    ...extentsIn(now.ld.accepted, region.base, end),
    ...offersIn(now),
    ...now.host.extents,
  ].filter((range) => touches(range, whole));
  const gaps: DpaRange[] = [];
  let at = region.base;
  for (const range of [...taken].sort((a, b) => a.start - b.start)) {
    if (range.start > at) gaps.push({ start: at, length: range.start - at });
    at = Math.max(at, endOf(range));
  }
  return at < end ? [...gaps, { start: at, length: end - at }] : gaps;
}

/** Bytes of an offered extent where there is room; it then lies on the grid of Linux, which takes it so. */
const ROOMY = 16 * MiB;

function cut(
  gaps: readonly DpaRange[],
  count: number,
  { size, grid }: { readonly size: number; readonly grid: number },
): readonly DpaRange[] {
  const ranges: DpaRange[] = [];
  for (const gap of gaps) {
    const first = Math.ceil(gap.start / grid) * grid;
    for (let at = first; at + size <= endOf(gap) && ranges.length < count; at += size) {
      ranges.push({ start: at, length: size });
    }
  }
  return ranges;
}

/** `count` free ranges of a region that a fabric manager may offer; fewer where it has no room. */
export function freeIn(now: ProvokeContext, index: number, count: number): readonly DpaRange[] {
  const region = now.ld.regions[index];
  if (region === undefined) return [];
  const gaps = gapsIn(now, region).filter(
    ({ start, length }) => firstPending(now.ld, start, start + length) === undefined,
  );
  const { blockSize } = region;
  const roomy = cut(gaps, count, { size: ROOMY, grid: PMD });
  return roomy.length === count ? roomy : cut(gaps, count, { size: blockSize, grid: blockSize });
}
