import type { DeviceConfig } from '../device/config';
import { deviceIdOr } from './device-id';
import type { FoundDevice, Remark } from './finding';
import { postedProperties, properties, type Option } from './command-line-options';
import { KiB, MiB } from '../units';

interface Devices {
  readonly devices: readonly FoundDevice[];
  readonly remarks: readonly Remark[];
}

/** Every cxl-type3 in the options of a command line, with the memory that its backends give it. */
export function devicesIn(options: readonly Option[]): Devices {
  const objects = new Map(
    options
      .filter(({ name, kind }) => name === 'object' && kind.startsWith('memory-backend'))
      .map(({ members }) => [members.get('id') ?? '', members] as const),
  );
  const read = options
    .filter(({ name, kind }) => name === 'device' && kind === 'cxl-type3')
    .map(({ members }) => deviceOf(members, objects, options));
  return {
    devices: read.map(({ device }) => device),
    remarks: read.flatMap(({ remarks }) => remarks),
  };
}

type Members = ReadonlyMap<string, string>;

function deviceOf(
  members: Members,
  objects: ReadonlyMap<string, Members>,
  options: readonly Option[],
): { readonly device: FoundDevice; readonly remarks: readonly Remark[] } {
  const id = deviceIdOr(members.get('id'));
  const remarks: Remark[] = [];
  const sizeOf = (...names: readonly string[]): number => {
    const name = names.find((each) => members.has(each));
    const backend = name === undefined ? undefined : members.get(name);
    if (name === undefined || backend === undefined) return 0;
    const size = qemuSizeIn(objects.get(backend)?.get('size') ?? '');
    if (size === undefined) remarks.push(missing(id, name, backend, objects.has(backend)));
    return size ?? 0;
  };
  const posted = Object.keys(postedProperties).find((name) => members.has(name));
  const regionCount = numberIn(members.get('num-dc-regions')) ?? 0;
  const serial = numberIn(members.get('sn'));
  const bus = members.get('bus');
  const config: DeviceConfig = {
    id,
    staticVolatile: sizeOf('volatile-memdev'),
    staticPersistent: sizeOf('persistent-memdev', 'memdev'),
    dynamicCapacity: sizeOf('volatile-dc-memdev', ...Object.keys(postedProperties)),
    regionCount,
    ...(serial === undefined ? {} : { serial }),
    ...(bus !== undefined && isRootPort(bus, options) ? { direct: true } : {}),
  };
  remarks.push(...propertyRemarks(members), ...capacityRemarks(config));
  const device: FoundDevice = {
    config,
    from: 'seen',
    ...(bus === undefined ? {} : { plugged: pluggedText(bus, options) }),
    ...(posted === undefined ? {} : { refusedToday: notFound(posted) }),
  };
  return { device, remarks };
}

const notFound = (property: string): string => `Property 'cxl-type3.${property}' not found`;

const missing = (id: string, property: string, backend: string, isThere: boolean): Remark => ({
  kind: 'note',
  text: isThere
    ? `The backend “${backend}” has no size that can be read: “${id}” is given none by ${property}.`
    : `No -object makes the backend “${backend}” that ${property} of “${id}” names: it counts as empty.`,
  fix: `Add “-object memory-backend-ram,id=${backend},size=…”.`,
});

const propertyRemarks = (members: Members): readonly Remark[] =>
  [...members.keys()]
    .filter((name) => !properties.has(name) && !(name in postedProperties))
    .map((name) => ({ kind: 'note', text: `QEMU 10 and 11 answer: ‘${notFound(name)}’.` }));

function capacityRemarks({ id, regionCount, dynamicCapacity }: DeviceConfig): readonly Remark[] {
  if (regionCount > 0) return [];
  return [
    {
      kind: 'note',
      text:
        dynamicCapacity > 0
          ? `“${id}” has a backend for dynamic capacity and no regions: QEMU makes a device without dynamic capacity support.`
          : `“${id}” has no dynamic capacity support.`,
      fix: 'Add num-dc-regions=N and volatile-dc-memdev=… to have it.',
    },
  ];
}

/** A size of a memory backend, as QEMU reads it: bytes, or with K, M, G, T. */
function qemuSizeIn(text: string): number | undefined {
  const [, digits, unit = ''] =
    /^(0x[0-9a-f]+|\d+(?:\.\d+)?)([bkmgt]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const power = 'bkmgt'.indexOf(unit.toLowerCase());
  const bytes = Number(digits) * KiB ** Math.max(power, 0);
  return Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= mostBytes ? bytes : undefined;
}

/** 1 PiB: more is no backend of memory. */
const mostBytes = 2 ** 30 * MiB;

const numberIn = (text: string | undefined): number | undefined => {
  const value =
    text === undefined || !/^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
};

const ofDevice = (options: readonly Option[], id: string): Option | undefined =>
  options.find(({ name, members }) => name === 'device' && members.get('id') === id);

const isRootPort = (bus: string, options: readonly Option[]): boolean =>
  ofDevice(options, bus)?.kind === 'cxl-rp';

function pluggedText(bus: string, options: readonly Option[]): string {
  const port = ofDevice(options, bus);
  if (port?.kind === 'cxl-rp') return `at the root port “${bus}”`;
  if (port?.kind !== 'cxl-downstream') return `at “${bus}”`;
  const upstream = port.members.get('bus') ?? '';
  return `behind the switch “${upstream}”, at its port “${bus}”`;
}
