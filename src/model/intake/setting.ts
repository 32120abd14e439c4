import type { DeviceConfig } from '../device/config';
import type { FoundDevice } from './finding';

import { profileOf, twinOf } from './clues';
import { deviceOf, shownDevices } from './found-device';
import { ofKind, type Placed } from './placed';

import type { Choices, Present, Setting } from './setting-facts';

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
