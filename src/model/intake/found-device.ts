import type { DeviceConfig } from '../device/config';
import { profiles, type ProfileId } from '../device/profiles/profile';
import { CAPACITY_UNIT, GiB } from '../units';
import { askedFor } from './conversion';
import type { FoundDevice } from './finding';
import { isDeviceId } from '../device/device-id';
import { deviceIn } from './from-commands';
import type { Asked } from './written-as';

import { exchanges, ofKind, type Of, type Placed } from './placed';
import type { Present, Setting } from './setting-facts';

const askedIn = (findings: readonly Placed[]): readonly Asked[] =>
  ofKind(findings, 'request').flatMap(({ request, generation }) =>
    'file' in request || generation === undefined ? [] : askedFor(request, generation),
  );

/** The device that a reply of the text shows, if no line names one. */
export function shownDevices(
  findings: readonly Placed[],
  present: Present,
): readonly Of<'device'>[] {
  if (ofKind(findings, 'device').length > 0) return [];
  const partitions = ofKind(findings, 'partition');
  const all = listedDevice(partitions, present);
  if (all !== undefined) return [all];
  const [partition] = partitions;
  if (partition !== undefined) return [deviceAt(partition, findings, present)];
  for (const { command, response } of exchanges(findings)) {
    const config = deviceIn(command.opcode, response.output, present.device.id);
    const { from, to } = response;
    if (config !== undefined)
      return [{ what: 'device', device: { config, from: 'inferred' }, from, to }];
  }
  return [];
}

/** The device whose partitions the host lists, where they are regions side by side of one length. */
function listedDevice(
  partitions: readonly Of<'partition'>[],
  present: Present,
): Of<'device'> | undefined {
  const listed = new Map(partitions.filter((one) => one.listed).map((one) => [one.start, one]));
  const regions = [...listed.values()].sort((a, b) => a.start - b.start);
  const [first] = regions;
  const isDevice =
    first !== undefined &&
    regions.length <= 8 &&
    regions.every(
      ({ start, length }, at) =>
        length === first.length && start === first.start + at * first.length,
    );
  if (!isDevice) return undefined;
  const config: DeviceConfig = {
    id: present.device.id,
    staticVolatile: first.start,
    staticPersistent: 0,
    dynamicCapacity: regions.length * first.length,
    regionCount: regions.length,
  };
  const { from, to } = first;
  return { what: 'device', device: { config, from: 'seen' }, from, to };
}

/** A device with this partition as its region 0, and as many more as the records need. */
function deviceAt(
  { start, length, from, to }: Of<'partition'>,
  findings: readonly Placed[],
  present: Present,
): Of<'device'> {
  const ends = ofKind(findings, 'record').map(({ extent }) => extent.start + extent.length);
  const regionCount = Math.min(
    8,
    Math.max(1, ...ends.map((end) => Math.ceil((end - start) / length))),
  );
  const config: DeviceConfig = {
    id: present.device.id,
    staticVolatile: start,
    staticPersistent: 0,
    dynamicCapacity: regionCount * length,
    regionCount,
  };
  return { what: 'device', device: { config, from: 'inferred' }, from, to };
}

/** The device of a text: named in it, shown by it, or one around its requests. */
export function deviceOf(
  findings: readonly Placed[],
  found: FoundDevice | undefined,
  present: Present,
  profile: ProfileId,
): Pick<Setting, 'device' | 'deviceFrom'> {
  if (found !== undefined) return { device: found.config, deviceFrom: found.from };
  const { sizes } = profiles[profile];
  if (sizes !== 'free') {
    if (present.profile === profile) return { device: present.device, deviceFrom: 'present' };
    const { staticVolatile, dynamicCapacity, regionCount } = sizes;
    const device = {
      id: present.device.id,
      staticVolatile,
      staticPersistent: 0,
      dynamicCapacity,
      regionCount,
    };
    return { device, deviceFrom: 'inferred' };
  }
  return deviceAround(findings, present, profile);
}

/** The device on the page if the requests fit it; else one that has their name, and room for them. */
function deviceAround(
  findings: readonly Placed[],
  present: Present,
  profile: ProfileId,
): Pick<Setting, 'device' | 'deviceFrom'> {
  const asked = askedIn(findings);
  const base = profiles[present.profile].sizes === 'free' ? present.device : plainDevice;
  const regionSize = profiles[profile].regionSize;
  const regions = Math.min(8, Math.max(base.regionCount, ...asked.map(({ region }) => region + 1)));
  const most = Math.max(
    0,
    ...asked.flatMap(({ pairs }) => pairs.map(([offset, length]) => offset + length)),
  );
  const today = base.regionCount === 0 ? 0 : base.dynamicCapacity / base.regionCount;
  const fits = Math.max(today, Math.ceil(Math.min(most, 64 * GiB) / CAPACITY_UNIT) * CAPACITY_UNIT);
  const each = typeof regionSize === 'number' ? regionSize : fits;
  const id = asked.find(({ deviceId }) => isDeviceId(deviceId))?.deviceId ?? base.id;
  const device = { ...base, id, regionCount: regions, dynamicCapacity: regions * each };
  const isPresent =
    id === present.device.id &&
    regions === present.device.regionCount &&
    device.dynamicCapacity === present.device.dynamicCapacity;
  return isPresent
    ? { device: present.device, deviceFrom: 'present' }
    : { device, deviceFrom: 'inferred' };
}

const plainDevice: DeviceConfig = {
  id: 'cxl-dcd0',
  staticVolatile: CAPACITY_UNIT,
  staticPersistent: 0,
  dynamicCapacity: GiB,
  regionCount: 2,
};
