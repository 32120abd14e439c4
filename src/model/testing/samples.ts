import type { DeviceConfig } from '../device/config';
import type { Action } from '../simulation/action';
import { GiB, MiB } from '../units';
import { against } from '../intake/against';
import { pastedRun } from '../intake/pasted';
import type { Choices, Present } from '../intake/setting-facts';
import { passagesOf } from '../intake/understand';

const device: DeviceConfig = {
  id: 'cxl-dcd0',
  staticVolatile: 256 * MiB,
  staticPersistent: 0,
  dynamicCapacity: GiB,
  regionCount: 2,
};
export const present: Present = { profile: 'qemu-11.1', twin: 'linux-v11', device };

export const played = (text: string, choices: Choices = {}) => {
  const passages = passagesOf(text);
  const run = pastedRun(passages, present, choices);
  const lines = run.timeline === undefined ? [] : against(run.timeline, run.steps);
  const remarks = [...passages.flatMap((each) => each.remarks ?? []), ...run.remarks];
  return { ...run, passages, lines, remarks: remarks.map(({ text: says }) => says) };
};

/** What is asked for: verb, region, and pieces in MiB. */
export const asked = ({ action }: { readonly action: Action }) => {
  if (action.kind !== 'qmp' || typeof action.arguments !== 'object') return [];
  const {
    region,
    extents,
    'region-id': of,
  } = action.arguments as {
    readonly region?: number;
    readonly 'region-id'?: number;
    readonly extents?: readonly { readonly offset: number; readonly len: number }[];
  };
  const unit = of === undefined ? MiB : 1;
  const pieces = (extents ?? []).map(({ offset, len }) => [offset / unit, len / unit]);
  return [[action.execute.includes('add') ? 'add' : 'release', region ?? of, ...pieces]];
};
