import type { DeviceConfig } from '../device/config';
import { profiles, type ProfileId } from '../device/profiles/profile';
import type { TwinId } from '../host/twin-id';
import { CAPACITY_UNIT, GiB } from '../units';
import { askedFor, type Asked } from './conversion';
import type { Finding, FoundDevice } from './finding';
import { isDeviceId } from './device-id';
import { deviceIn, recordsIn } from './from-commands';
import type { GenerationId } from './generations';

/** A finding, and the lines where it stands. */
export type Placed<T = Finding> = T & { readonly from: number; readonly to: number };

type Of<What extends Finding['what']> = Placed<Extract<Finding, { readonly what: What }>>;

/** The findings of one kind. */
export const ofKind = <What extends Finding['what']>(
  findings: readonly Placed[],
  what: What,
): readonly Of<What>[] => findings.filter((each): each is Of<What> => each.what === what);

interface Exchange {
  readonly command: Of<'command'>;
  readonly response: Of<'response'>;
}

/** Commands with the responses that follow them. */
function exchanges(findings: readonly Placed[]): readonly Exchange[] {
  let command: Of<'command'> | undefined;
  return findings.flatMap((finding) => {
    if (finding.what === 'command') command = finding;
    if (finding.what !== 'response' || command === undefined) return [];
    const exchange = { command, response: finding };
    command = undefined;
    return [exchange];
  });
}

/** The run that a page shows. */
export interface Present {
  readonly profile: ProfileId;
  readonly twin: TwinId;
  readonly device: DeviceConfig;
}

/** What a person says in place of what was worked out. */
export interface Choices {
  readonly profile?: ProfileId;
  readonly twin?: TwinId;
  /** Which of the devices in the text, from 0. */
  readonly device?: number;
  /** How much of region 0 the host has mapped, in bytes. */
  readonly mapped?: number;
}

/** What a pasted text is played on. */
export interface Setting {
  readonly profile: ProfileId;
  readonly profileBecause: string;
  readonly twin: TwinId;
  readonly twinBecause: string;
  readonly device: DeviceConfig;
  /** Read in the text, worked out from it, or the device on the page. */
  readonly deviceFrom: 'seen' | 'inferred' | 'present';
  readonly found: readonly Of<'device'>[];
  readonly chosen: number;
  readonly decoder: { readonly start: number; readonly length: number };
  readonly generation: GenerationId | undefined;
}

interface Told<T> {
  readonly is: T;
  readonly because: string;
}

/** The device, the rules and the host that a text suggests, where nobody chose others. */
export function settingOf(
  findings: readonly Placed[],
  present: Present,
  choices: Choices,
): Setting {
  const generation = ofKind(findings, 'request').find(
    (each) => each.generation !== undefined,
  )?.generation;
  const found = [...ofKind(findings, 'device'), ...shownDevices(findings, present)];
  const chosen = Math.min(Math.max(choices.device ?? 0, 0), Math.max(found.length - 1, 0));
  const profile = profileOf({
    findings,
    generation,
    found: found[chosen]?.device,
    present,
    choices,
  });
  const twin = twinOf(findings, present, choices);
  const { device, deviceFrom } = deviceOf(findings, found[chosen]?.device, present, profile.is);
  const makesRegions = ofKind(findings, 'created').length > 0;
  return {
    profile: profile.is,
    profileBecause: profile.because,
    twin: twin.is,
    twinBecause: twin.because,
    device,
    deviceFrom,
    found,
    chosen,
    decoder: decoderOf(device, found[chosen]?.device, choices, makesRegions),
    generation,
  };
}

/**
 * What the host has mapped when the run begins: all of region 0, the one that Linux uses, where the text tells no other;
 * nothing where the text makes the region.
 */
function decoderOf(
  device: DeviceConfig,
  found: FoundDevice | undefined,
  { mapped }: Choices,
  makesRegions: boolean,
): Setting['decoder'] {
  const start = device.staticVolatile + device.staticPersistent;
  const region = device.regionCount === 0 ? 0 : device.dynamicCapacity / device.regionCount;
  if (mapped !== undefined) return { start, length: Math.min(mapped, region) };
  return found?.decoder ?? { start, length: makesRegions ? 0 : region };
}

const askedIn = (findings: readonly Placed[]): readonly Asked[] =>
  ofKind(findings, 'request').flatMap(({ request, generation }) =>
    'file' in request || generation === undefined ? [] : askedFor(request, generation),
  );

/** The device that a reply of the text shows, if no line names one. */
function shownDevices(findings: readonly Placed[], present: Present): readonly Of<'device'>[] {
  if (ofKind(findings, 'device').length > 0) return [];
  const partition = ofKind(findings, 'partition')[0];
  if (partition !== undefined) return [deviceAt(partition, findings, present)];
  for (const { command, response } of exchanges(findings)) {
    const config = deviceIn(command.opcode, response.output, present.device.id);
    const { from, to } = response;
    if (config !== undefined)
      return [{ what: 'device', device: { config, from: 'inferred' }, from, to }];
  }
  return [];
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

interface ProfileClues {
  readonly findings: readonly Placed[];
  readonly generation: GenerationId | undefined;
  readonly found: FoundDevice | undefined;
  readonly present: Present;
  readonly choices: Choices;
}

type ProfileClue = (clues: ProfileClues) => Told<ProfileId> | undefined;

const of2023: ReadonlySet<GenerationId> = new Set(['rfc', 'v2', 'v3']);

/** The profile of a release: the series of 2023 was written for the releases before 9. */
function profileOfVersion(version: string): ProfileId {
  const major = Number.parseInt(version, 10);
  if (major >= 11) return 'qemu-11.1';
  return major >= 9 ? 'qemu-10.0' : 'qemu-v3';
}

/** What tells the device rules, the surest first. */
const profileClues: readonly ProfileClue[] = [
  ({ choices: { profile } }) =>
    profile === undefined ? undefined : { is: profile, because: 'chosen' },
  ({ findings }) => {
    const [seen] = ofKind(findings, 'version');
    return (
      seen && {
        is: profileOfVersion(seen.version),
        because: `the greeting of QEMU ${seen.version} in line ${seen.from}`,
      }
    );
  },
  ({ generation }) =>
    generation !== undefined && of2023.has(generation)
      ? { is: 'qemu-v3', because: 'requests as the series of 2023 write them' }
      : undefined,
  ({ found }) =>
    found?.refusedToday === undefined
      ? undefined
      : { is: 'qemu-v3', because: 'a property of the series of 2023' },
  ({ findings }) =>
    ofKind(findings, 'request').some(({ request }) => 'file' in request)
      ? { is: 'cxl-test', because: 'lines for the mock of the kernel' }
      : undefined,
  ({ findings }) => {
    for (const { command, response } of exchanges(findings)) {
      const [record] = recordsIn(command.opcode, command.payload, response.output);
      if (record !== undefined)
        return {
          is: record.validity === 0 ? 'qemu-10.0' : 'qemu-11.1',
          because: `the validity flags of the records in line ${response.from}`,
        };
    }
    return undefined;
  },
  ({ findings, found, present }) =>
    profiles[present.profile].requests === 'lines' &&
    (found !== undefined || ofKind(findings, 'request').length > 0)
      ? { is: 'qemu-11.1', because: 'the newest QEMU, as nothing names another' }
      : undefined,
];

function profileOf(clues: ProfileClues): Told<ProfileId> {
  for (const clue of profileClues) {
    const told = clue(clues);
    if (told !== undefined) return told;
  }
  return { is: clues.present.profile, because: 'as the run on the page' };
}

/** The series that most lines are of. */
function commonest(lines: readonly Of<'series'>[]): Of<'series'> | undefined {
  const [v9, others] = [
    lines.filter(({ series }) => series === 'linux-v9'),
    lines.filter(({ series }) => series !== 'linux-v9'),
  ];
  return v9.length > others.length ? v9[0] : others[0];
}

function twinOf(findings: readonly Placed[], present: Present, choices: Choices): Told<TwinId> {
  if (choices.twin !== undefined) return { is: choices.twin, because: 'chosen' };
  const series = commonest(ofKind(findings, 'series'));
  if (series !== undefined) return { is: series.series, because: series.because };
  if (ofKind(findings, 'command').length > 0)
    return { is: 'manual', because: 'the text has the commands of the host' };
  return { is: present.twin, because: 'as the run on the page' };
}

function deviceOf(
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
