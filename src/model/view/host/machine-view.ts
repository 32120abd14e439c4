import { unreachable } from '../../assert';
import { missingNumber } from '../../host/claim';
import { memoryOf } from '../../host/dax-memory';
import { bytesIn, freeIn, holds } from '../../host/dax-space';
import {
  hostModules,
  mappedRegions,
  type DaxDevice,
  type HostExtent,
  type HostRegion,
  type HostState,
  type Task,
} from '../../host/host-state';
import { isTagged, uuidOf } from '../../host/lines';
import { twins } from '../../host/twins';
import { unusable } from '../../host/usable';
import { iec } from '../../units';
import { happeningsOf } from '../scene/gather';
import { hostAfter, type Scene } from '../scene/scene';
import { phantomsOf } from '../map/differences';
import { counted, extentEntity, extentLabel, sysfsName } from '../words/names';
import type { MachineDax, MachineExtent, MachineGroup, MachineView } from '../page/machine';
import { definedOnly } from '../scene/present';

/** Extents and lines that the page gets. */
const MOST_ROWS = 200;
const MOST_LINES = 300;
/** Members of a group that it names. */
const MOST_NAMES = 4;
const SECOND = 1e9;

/** The host machine in the terms of its own tools: regions, sysfs extents, tag groups, dax devices, memory blocks. */
export function machineView(scene: Scene): MachineView {
  const { host, clock } = scene.after;
  const { staged, chainDeadline } = host;
  const left = chainDeadline === undefined ? undefined : (chainDeadline - clock) / SECOND;
  return {
    modules: hostModules.map((name) => ({ name, loaded: host.modules[name] })),
    bound: host.bound,
    regions: host.regions.map(regionOf),
    newRegion: newRegion(scene),
    extents: {
      total: host.extents.length,
      phantoms: phantomsOf(scene).length,
      rows: extentRows(host),
    },
    groups: groupsOf(host),
    dax: host.daxDevices.map((dax) => daxOf(host, dax)),
    claims: claimsOf(host),
    bySize: twins[host.twin].series.claims === 'bySize',
    ...definedOnly({
      crashed: host.crashed,
      waiting:
        staged.length === 0
          ? undefined
          : { offers: staged.length, ...definedOnly({ seconds: left }) },
    }),
    tasks: host.tasks.map(taskWords),
    lines: linesOf(scene),
  };
}

function regionOf(region: HostRegion): MachineView['regions'][number] {
  const { id, start, length, hpa, phase, driver } = region;
  const usable = driver === 'bound' && phase === 'ready';
  return {
    id,
    name: regionName(id),
    start,
    length,
    hpa,
    phase,
    ...definedOnly({ whyNot: usable ? undefined : unusable(region) }),
  };
}

const regionName = (id: number): string => `region${id}`;

function newRegion(scene: Scene): MachineView['newRegion'] {
  const [partition] = scene.after.partitions;
  const host = hostAfter(scene);
  const { regions } = host;
  if (partition === undefined) return { whyNot: 'The device has no Dynamic Capacity.' };
  if (!host.board.several && regions.length > 0) {
    return { whyNot: 'The host bridge has one decoder, and a region uses it.' };
  }
  const from = mappedRegions(host).reduce(
    (end, { start, length }) => Math.max(end, start + length),
    0,
  );
  const start = Math.max(partition.start, from);
  const length = partition.start + partition.length - start;
  return length > 0
    ? { start, length }
    : { whyNot: 'The regions cover all that Linux uses of the device.' };
}

function extentRows(host: HostState): readonly MachineExtent[] {
  return host.extents.slice(0, MOST_ROWS).map((extent) => ({
    entity: extent.extent === 0 ? `shown:${sysfsName(extent)}` : extentEntity(extent.extent),
    label: extent.extent === 0 ? '' : extentLabel(extent.extent),
    name: sysfsName(extent),
    offset: extent.offset,
    length: extent.length,
    sequence: extent.seq,
    usedBy: usersOf(host, extent),
    ...definedOnly({ uuid: isTagged(extent) ? uuidOf(extent.tag) : undefined }),
  }));
}

const usersOf = (host: HostState, extent: HostExtent): readonly string[] =>
  host.daxDevices
    .filter(
      ({ region, ranges }) =>
        region === extent.region && ranges.some((range) => holds(host, extent, range)),
    )
    .map(({ id }) => id);

/** Extents that came up together and go together, where there is more than one or they have a tag. */
function groupsOf({ extents }: HostState): readonly MachineGroup[] {
  const groups = new Map<number, HostExtent[]>();
  for (const extent of extents) {
    const members = groups.get(extent.group);
    if (members === undefined) groups.set(extent.group, [extent]);
    else members.push(extent);
  }
  return [...groups.entries()]
    .filter(([, members]) => members.length > 1 || members.some(isTagged))
    .slice(0, MOST_ROWS)
    .flatMap(([id, members]) => groupOf(id, members));
}

function groupOf(id: number, members: readonly HostExtent[]): readonly MachineGroup[] {
  const [first] = members;
  if (first === undefined) return [];
  const tagged = isTagged(first);
  const missing = tagged ? missingNumber(members.toSorted((a, b) => a.seq - b.seq)) : undefined;
  return [
    {
      id,
      region: regionName(first.region),
      names: members.slice(0, MOST_NAMES).map(sysfsName),
      extents: members.length,
      bytes: bytesIn(members),
      ...definedOnly({
        uuid: tagged ? uuidOf(first.tag) : undefined,
        unusable:
          missing === undefined
            ? undefined
            : `number ${missing} is missing, so nobody can claim it (A16)`,
      }),
    },
  ];
}

function daxOf(host: HostState, dax: DaxDevice): MachineDax {
  const { id, driver, blockSize, ranges } = dax;
  const home = host.regions.find((region) => region.id === dax.region);
  const memory = driver === 'kmem' ? memoryOf(dax, blockSize) : [];
  const blocks = memory.reduce((sum, range) => sum + range.blocks, 0);
  const bytes = bytesIn(ranges);
  return {
    id,
    driver,
    bytes,
    ranges: ranges.map((range, i) => ({
      offset: range.hpa - (home?.hpa ?? 0),
      length: range.length,
      ...definedOnly({ blocks: memory[i]?.blocks }),
    })),
    ...definedOnly({
      uuid: isTagged(dax) ? uuidOf(dax.tag) : undefined,
      memory:
        driver === 'kmem'
          ? { blockSize, blocks, lost: bytes - blocks * blockSize, online: dax.online }
          : undefined,
    }),
  };
}

function claimsOf(host: HostState): MachineView['claims'] {
  const ready = host.regions.filter(({ phase, driver }) => phase === 'ready' && driver === 'bound');
  return ready.flatMap((region) =>
    twins[host.twin].series.claims === 'bySize' ? sizeClaim(host, region) : tagClaims(host, region),
  );
}

function sizeClaim(host: HostState, { id }: HostRegion): MachineView['claims'] {
  const free = bytesIn(freeIn(host, id));
  return free === 0 ? [] : [{ region: id, of: '', label: `all ${iec(free)} that is free` }];
}

function tagClaims(host: HostState, { id }: HostRegion): MachineView['claims'] {
  const free = host.extents.filter(
    (extent) => extent.region === id && extent.claimable && usersOf(host, extent).length === 0,
  );
  const tags = [...new Set(free.filter(isTagged).map(({ tag }) => uuidOf(tag)))];
  const bare = free.find((extent) => !isTagged(extent));
  return [
    ...(bare === undefined
      ? []
      : [{ region: id, of: '0', label: `one without a tag: ${iec(bare.length)}` }]),
    ...tags.map((tag) => ({ region: id, of: tag, label: tag })),
  ];
}

function taskWords(task: Task): string {
  switch (task.kind) {
    case 'scan':
      return `asks for the extents that ${regionName(task.region)} has already, try ${task.tries + 1}`;
    case 'respond':
      return `has ${counted(task.chunks.length, 'response')} left to send`;
    case 'release':
      return `has ${counted(task.goes.length, 'extent')} left to give back`;
    case 'teardown':
      return task.why === 'driverUnloaded'
        ? `gives back what ${regionName(task.region)} has`
        : `takes ${regionName(task.region)} away`;
    default:
      return unreachable(task);
  }
}

function linesOf({ timeline, step }: Scene): MachineView['lines'] {
  const lines: MachineView['lines'][number][] = [];
  for (let at = step; at >= 1 && lines.length < MOST_LINES; at -= 1) {
    const printed = happeningsOf(timeline.frames[at - 1]?.happenings ?? [], 'hostPrinted').slice(
      -MOST_LINES,
    );
    lines.unshift(
      ...printed.map(({ line: { kind, level, text } }) => ({ step: at, kind, level, text })),
    );
  }
  return lines;
}
