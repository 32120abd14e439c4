import { unreachable } from '../assert';
import { bytesIn, freeIn } from '../host/dax-space';
import { memoryOf } from '../host/dax-memory';
import { bySequence, missingNumber } from '../host/claim';
import type { DaxDevice, HostExtent, HostRegion, HostState, Task } from '../host/host-state';
import { isTagged, uuidOf } from '../host/lines';
import { twins } from '../host/twins';
import { profileOf } from '../device/device-state';
import { iec } from '../units';
import { all } from './gather';
import type { Scene } from './moment';
import { phantomsOf } from './differences';
import { counted, extentEntity, extentLabel, sysfsName } from './names';
import type { MachineDax, MachineExtent, MachineGroup, MachineView } from './page-machine';
import { present } from './present';

/** Extents and lines that the page gets. */
const MOST_ROWS = 200;
const MOST_LINES = 300;
const SECOND = 1e9;

/** The host machine in the terms of its own tools: regions, sysfs extents, tag groups, dax devices, memory blocks. */
export function machineView(scene: Scene): MachineView {
  const { host, clock } = scene.after;
  const { staged, chainDeadline } = host;
  const left = chainDeadline === undefined ? undefined : (chainDeadline - clock) / SECOND;
  return {
    driver: host.driver,
    regions: host.regions.map(({ id, start, length, hpa, phase }) => ({
      id,
      name: regionName(id),
      start,
      length,
      hpa,
      phase,
    })),
    newRegion: newRegion(scene),
    extents: {
      total: host.extents.length,
      phantoms: phantomsOf(scene).length,
      rows: extentRows(host),
    },
    groups: groupsOf(host),
    dax: host.daxDevices.map((dax) => daxOf(host, dax)),
    claims: claimsOf(host),
    bySize: twins[host.twin].claims === 'bySize',
    ...present({
      waiting:
        staged.length === 0 ? undefined : { offers: staged.length, ...present({ seconds: left }) },
    }),
    tasks: host.tasks.map(taskWords),
    lines: linesOf(scene),
  };
}

const regionName = (id: number): string => `region${id}`;

function newRegion({ after }: Scene): MachineView['newRegion'] {
  const [partition] = after.partitions;
  const { regions } = after.host;
  if (partition === undefined) return { whyNot: 'The device has no Dynamic Capacity.' };
  const only = profileOf(after.device).hostRegions === 'one';
  if (only && regions.length > 0) {
    return { whyNot: 'The device has one decoder, and a region uses it.' };
  }
  const from = regions.reduce((end, { start, length }) => Math.max(end, start + length), 0);
  const start = Math.max(partition.start, from);
  const length = partition.start + partition.length - start;
  return length > 0
    ? { start, length }
    : { whyNot: 'The regions cover all that Linux uses of the device.' };
}

function extentRows(host: HostState): readonly MachineExtent[] {
  const starts = new Map(host.regions.map(({ id, start }): [number, number] => [id, start]));
  return host.extents.slice(0, MOST_ROWS).map((extent) => ({
    entity: extentEntity(extent.extent),
    label: extent.extent === 0 ? '' : extentLabel(extent.extent),
    name: sysfsName(extent),
    offset: extent.start - (starts.get(extent.region) ?? 0),
    length: extent.length,
    sequence: extent.sharedSeq,
    usedBy: usersOf(host, extent),
    ...present({ uuid: isTagged(extent) ? uuidOf(extent.tag) : undefined }),
  }));
}

const usersOf = ({ daxDevices }: HostState, { start, length }: HostExtent): readonly string[] =>
  daxDevices
    .filter(({ ranges }) =>
      ranges.some((range) => range.start < start + length && range.start + range.length > start),
    )
    .map(({ id }) => id);

function groupsOf({ extents }: HostState): readonly MachineGroup[] {
  const tagged = new Map<string, HostExtent[]>();
  for (const extent of extents.filter(isTagged)) {
    const key = `${extent.region} ${extent.tag}`;
    tagged.set(key, [...(tagged.get(key) ?? []), extent]);
  }
  return [...tagged.values()].slice(0, MOST_ROWS).flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const missing = missingNumber(bySequence(members));
    return [
      {
        uuid: uuidOf(first.tag),
        region: regionName(first.region),
        extents: members.length,
        bytes: bytesIn(members),
        ...present({
          unusable:
            missing === undefined
              ? undefined
              : `number ${missing} is missing, so nobody can claim it (A16)`,
        }),
      },
    ];
  });
}

function daxOf(host: HostState, dax: DaxDevice): MachineDax {
  const { id, mode, blockSize, ranges } = dax;
  const start = host.regions.find((region) => region.id === dax.region)?.start ?? 0;
  const memory = mode === 'system-ram' ? memoryOf(host, dax, blockSize) : [];
  const blocks = memory.reduce((sum, range) => sum + range.blocks, 0);
  const bytes = bytesIn(ranges);
  return {
    id,
    mode,
    bytes,
    ranges: ranges.map((range, i) => ({
      offset: range.start - start,
      length: range.length,
      ...present({ blocks: memory[i]?.blocks }),
    })),
    ...present({
      uuid: isTagged(dax) ? uuidOf(dax.tag) : undefined,
      online:
        mode === 'system-ram' ? { blockSize, blocks, lost: bytes - blocks * blockSize } : undefined,
    }),
  };
}

function claimsOf(host: HostState): MachineView['claims'] {
  const ready = host.regions.filter(({ phase }) => phase !== 'closing');
  return ready.flatMap((region) =>
    twins[host.twin].claims === 'bySize' ? sizeClaim(host, region) : tagClaims(host, region),
  );
}

function sizeClaim(host: HostState, { id }: HostRegion): MachineView['claims'] {
  const free = bytesIn(freeIn(host, id));
  return free === 0 ? [] : [{ region: id, of: '', label: `all ${iec(free)} that is free` }];
}

function tagClaims(host: HostState, { id }: HostRegion): MachineView['claims'] {
  const free = host.extents.filter(
    (extent) => extent.region === id && usersOf(host, extent).length === 0,
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
      return `has ${counted(task.extents.length, 'extent')} left to give back`;
    case 'close':
      return `takes ${regionName(task.region)} away`;
    default:
      return unreachable(task);
  }
}

function linesOf({ timeline, step }: Scene): MachineView['lines'] {
  const lines: MachineView['lines'][number][] = [];
  for (let at = step; at >= 1 && lines.length < MOST_LINES; at -= 1) {
    const printed = all(timeline.frames[at - 1]?.happenings ?? [], 'hostPrinted');
    lines.unshift(...printed.map(({ kind, text }) => ({ step: at, kind, text })));
  }
  return lines;
}
