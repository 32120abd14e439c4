import { NO_TAG } from '../layouts/dc-extent';
import { iec } from '../units';
import { holding, replacedDax, withDevice } from './dax-devices';
import { sayAdjusted, sayAllocated } from './dax-lines';
import { bytesIn, freeIn, holds, inUse, sizeProblem, taken, type FreePiece } from './dax-space';
import { bind, deviceOf, unknownDax } from './dax-drivers';
import { deedDone, deedFailed, type DeedResult, type HostLimits, type Refusal } from './deed';
import { resourceOf } from './coming-up';
import type { DaxDevice, DaxRange, HostExtent, HostState } from './host-state';
import { count, isTagged, uuidOf } from './lines';
import { newLog, say, speaks } from './log';
import { CANNOT, CREATE, regionProblem } from './usable';

/** What a user names to claim capacity. */
export interface Claim {
  readonly region: number;
  readonly of: string;
  readonly size?: number;
}

/** A new dax device that holds nothing yet. Linux makes one only while some capacity is free. */
export function createDax(host: HostState, region: number): DeedResult {
  const problem = regionProblem(host, region);
  if (problem !== undefined) return problem;
  if (freeIn(host, region).length === 0) {
    return deedFailed(CREATE, 'ENOSPC', {
      what: CANNOT,
      why: `no capacity of region${region} is free`,
      fix: 'Offer some first, or destroy a dax device that holds some.',
    });
  }
  const { host: next, device } = withDevice(host, region);
  return deedDone(next, `makes ${device.id}`, 'It holds nothing until capacity is claimed for it.');
}

/** Claims all extents of a tag for a dax device, or one that has none for `0`. */
export function setUuid(
  host: HostState,
  { dax: id, of }: { readonly dax: string; readonly of: string },
  machine: HostLimits,
): DeedResult {
  const device = deviceOf(host, id);
  if (device === undefined) return unknownDax(id, 'ENXIO');
  if (machine.series.claims === 'bySize') return noTags;
  if (device.ranges.length > 0) {
    return deedFailed(CREATE, 'EBUSY', {
      what: CANNOT,
      why: `${id} holds capacity already`,
      fix: 'Make another dax device.',
    });
  }
  const tag = of === '0' ? NO_TAG : of.replaceAll('-', '').toLowerCase();
  const meant = host.extents.filter(
    (extent) => extent.region === device.region && extent.tag === tag && extent.claimable,
  );
  const used = inUse(host, meant);
  if (tag === NO_TAG) {
    const free = meant.filter((extent) => !used.has(extent)).slice(0, 1);
    return free.length === 0 ? noneOf(device, tag) : allocated(host, device, free, machine);
  }
  if (meant.length === 0 || used.size > 0) return noneOf(device, tag);
  return claimGroup(
    host,
    device,
    meant.toSorted((a, b) => a.seq - b.seq),
    machine,
  );
}

const noTags = deedFailed(CREATE, 'EINVAL', {
  what: CANNOT,
  why: 'this series knows no tags',
  fix: 'Name no tag; a size may be given.',
});

const noneOf = ({ region }: DaxDevice, tag: string): Refusal =>
  deedFailed(CREATE, 'ENOENT', {
    what: CANNOT,
    why: `region${region} has no free extent ${tag === NO_TAG ? 'without a tag' : `with tag ${uuidOf(tag)}`}`,
    fix: 'Choose a tag of an extent that the host shows and nobody holds.',
  });

/** The place of the first member of a group whose number is not the place it stands at. */
export const missingNumber = (members: readonly Pick<HostExtent, 'seq'>[]): number | undefined => {
  const gap = members.findIndex(({ seq }, i) => seq !== i);
  return gap === -1 ? undefined : gap;
};

/** All extents of a tag; no number may be missing before the last. */
function claimGroup(
  host: HostState,
  device: DaxDevice,
  members: readonly HostExtent[],
  machine: HostLimits,
): DeedResult {
  const gap = missingNumber(members);
  if (gap === undefined) return allocated(host, device, members, machine);
  const log = newLog(machine.series, machine.clock, host);
  const home = host.regions.find(({ id }) => id === device.region);
  if (home !== undefined) {
    const found = members[gap]?.seq ?? 0;
    const tag = members[gap]?.tag ?? device.tag;
    say(log, 'sequenceBroken', { ...speaks(home), tag, slot: gap, found });
  }
  const refusal = deedFailed(
    CREATE,
    'EINVAL',
    {
      what: CANNOT,
      why: `the extents of its tag are not numbered without a gap: ${gap} is missing`,
      fix: 'Nothing can be done on this host: release the tag and offer it whole.',
    },
    log.lines,
  );
  return { ...refusal, host: { ...host, printed: log.printed } };
}

function allocated(
  host: HostState,
  device: DaxDevice,
  extents: readonly HostExtent[],
  machine: HostLimits,
): DeedResult {
  const pieces = extents.map((extent): FreePiece => ({
    start: extent.start,
    length: extent.length,
    hpa: resourceOf(host, extent).start,
  }));
  const tag = extents[0]?.tag ?? NO_TAG;
  return held(host, device, { tag, pieces }, machine, count(extents.length, 'extent'));
}

function held(
  host: HostState,
  device: DaxDevice,
  what: { readonly tag: string; readonly pieces: readonly FreePiece[] },
  { series, clock }: HostLimits,
  words: string,
): DeedResult {
  const next = holding(host, device, what);
  const log = newLog(series, clock, host);
  sayAllocated(next.device, device.ranges.length, log);
  const why = isTagged(what)
    ? `All extents with tag ${uuidOf(what.tag)} become one device, in the order in which they came or are numbered.`
    : USABLE;
  return deedDone(next.host, `claims ${words} as ${device.id}`, why, log.lines);
}

/** Gives a dax device as many bytes as wanted, wherever they are free: series up to v9. */
export function allocate(
  host: HostState,
  device: DaxDevice,
  bytes: number,
  machine: HostLimits,
): DeedResult {
  const free = freeIn(host, device.region);
  const problem = sizeProblem(CREATE, bytes, bytesIn(free));
  if (problem !== undefined) return problem;
  return pieceByPiece(host, device, taken(free, bytes), machine, iec(bytes));
}

/** A piece that begins where the last range of the device ends, in the same extent, makes that one longer. */
function pieceByPiece(
  host: HostState,
  device: DaxDevice,
  pieces: readonly FreePiece[],
  { series, clock }: HostLimits,
  words: string,
): DeedResult {
  const log = newLog(series, clock, host);
  let next = { host, device };
  for (const piece of pieces) {
    const last = next.device.ranges.at(-1);
    if (last !== undefined && goesOnWith(next.host, last, piece)) {
      next = extended(next.host, next.device, last, piece.length);
      sayAdjusted(next.device, 'extend', log);
    } else {
      const from = next.device.ranges.length;
      next = holding(next.host, next.device, { tag: NO_TAG, pieces: [piece] });
      sayAllocated(next.device, from, log);
    }
  }
  return deedDone(next.host, `claims ${words} as ${device.id}`, USABLE, log.lines);
}

/** No range of a dax device goes over the end of an extent. */
const goesOnWith = (host: HostState, last: DaxRange, piece: FreePiece): boolean =>
  last.hpa + last.length === piece.hpa &&
  host.extents.some((extent) =>
    holds(host, extent, { hpa: last.hpa, length: last.length + piece.length }),
  );

const USABLE = 'Capacity can be used once a dax device holds it.';

function extended(
  host: HostState,
  device: DaxDevice,
  last: DaxRange,
  more: number,
): { readonly host: HostState; readonly device: DaxDevice } {
  const longer = { ...last, length: last.length + more };
  const next = { ...device, ranges: [...device.ranges.slice(0, -1), longer] };
  return { host: replacedDax(host, device, [next]), device: next };
}

/** What `daxctl create-device` does: makes a dax device, claims capacity for it, and binds its driver. */
export function claim(host: HostState, wanted: Claim, machine: HostLimits): DeedResult {
  const bySize = machine.series.claims === 'bySize';
  const problem =
    regionProblem(host, wanted.region) ?? (bySize ? sizeAsked(wanted) : tagAsked(wanted));
  if (problem !== undefined) return problem;
  const made = createDax(host, wanted.region);
  const device = made.host?.daxDevices.at(-1);
  if (!made.done || device === undefined) return made;
  const claimed = filled(made.host, device, wanted, machine);
  if (!claimed.done) return { ...claimed, host: claimed.host ?? made.host };
  const driver = { dax: device.id, driver: 'device_dax', told: true } as const;
  const bound = bind(claimed.host, driver, machine.series);
  return bound.done
    ? { ...claimed, host: bound.host }
    : { ...bound, prints: [...claimed.prints, ...bound.prints], host: claimed.host };
}

/** The capacity of a claim goes to a device that holds nothing yet. */
function filled(
  host: HostState,
  device: DaxDevice,
  { region, of, size }: Claim,
  machine: HostLimits,
): DeedResult {
  if (machine.series.claims !== 'bySize') return setUuid(host, { dax: device.id, of }, machine);
  return allocate(host, device, size ?? bytesIn(freeIn(host, region)), machine);
}

const sizeAsked = ({ of }: Claim): Refusal | undefined => (of === '' ? undefined : noTags);

const tagAsked = ({ of, size }: Claim): Refusal | undefined =>
  of !== '' && size === undefined
    ? undefined
    : deedFailed(CREATE, size === undefined ? 'EOPNOTSUPP' : 'EINVAL', {
        what: CANNOT,
        why: 'this series claims whole extents by their tag and gives no size',
        fix: 'Name a tag, or 0 for one extent that has none.',
      });
