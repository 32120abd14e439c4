import { memoryBlocks } from '../../host/dax-memory';
import { bytesIn, freeIn } from '../../host/dax-space';
import type { HostState } from '../../host/host-state';
import { isTagged, uuidOf } from '../../host/lines';
import type { RecordedSysfs } from './recording';

const hex = (value: number): string => `0x${value.toString(16)}`;

/** What sysfs shows of a host, in the form of a recording. Only series with tags have the file of a device's tag. */
export function sysfsOf(host: HostState, tags: boolean): RecordedSysfs {
  const { extents, daxDevices, regions } = host;
  const shown = regions.filter(({ phase }) => phase === 'ready' || phase === 'scanning');
  return {
    dax_regions: shown.map(({ id, driver, phase }) => {
      const bound = driver === 'bound' && phase === 'ready';
      return {
        name: `dax_region${id}`,
        driver: bound ? 'cxl_dax_region' : 'none',
        available: bound ? String(bytesIn(freeIn(host, id))) : '',
      };
    }),
    extents: extents.map((extent) => ({
      name: `extent${extent.region}.${extent.index}`,
      offset: hex(extent.offset),
      length: hex(extent.length),
      uuid: isTagged(extent) ? uuidOf(extent.tag) : '',
    })),
    dax: daxDevices.map(({ id, ranges, tag, driver }) => ({
      name: id,
      size: String(bytesIn(ranges)),
      uuid: tags ? uuidOf(tag) : '',
      driver,
    })),
    mappings: daxDevices.flatMap(({ id, ranges }) =>
      ranges.map(({ hpa, length }, i) => ({
        name: `${id}.mapping${i}`,
        start: hex(hpa),
        end: hex(hpa + length - 1),
        page_offset: hex(bytesIn(ranges.slice(0, i)) / 4096),
      })),
    ),
    memory: memoryBlocks(host).map(({ name, hpa, online }) => ({
      name,
      start: String(hpa),
      state: online ? 'online' : 'offline',
    })),
  };
}
