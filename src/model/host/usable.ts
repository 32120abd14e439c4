import { deedFailed, type Refusal } from './deed';
import type { HostState } from './host-state';

/** What users type, and what they cannot have. */
export const CREATE = 'daxctl create-device';
export const CANNOT = 'The capacity cannot be claimed.';

/** Why a region has no dax devices to make; nothing when it has. */
export function regionProblem({ regions }: HostState, region: number): Refusal | undefined {
  const home = regions.find(({ id }) => id === region);
  if (home === undefined) {
    const why = `the host has no region${region}`;
    return deedFailed(CREATE, 'ENXIO', { what: CANNOT, why, fix: 'Create a region first.' });
  }
  if (home.driver === 'bound' && home.phase === 'ready') return undefined;
  const { why, fix } = unusable(home);
  return deedFailed(CREATE, 'ENXIO', { what: CANNOT, why, fix });
}

/** Why nothing of a region can be claimed, and what helps; nothing when it can. */
export function unusable({ id, driver, phase }: HostState['regions'][number]): {
  readonly why: string;
  readonly fix: string;
} {
  if (phase === 'closing') {
    return { why: `region${id} is being destroyed`, fix: 'Create a region first.' };
  }
  if (phase === 'unmapped') {
    return { why: `region${id} maps nothing`, fix: 'Delete it, and create a region.' };
  }
  if (phase === 'scanning') {
    return { why: `region${id} is not ready yet`, fix: 'Let the host go on first.' };
  }
  switch (driver) {
    case 'inTheWay':
      return {
        why: `region${id} had extents before its dax driver came, so the driver does not bind`,
        fix: 'Destroy the region and create it again: its extents are given back.',
      };
    case 'failed':
      return {
        why: `the dax driver could not read the extent list of region${id}, so it does not bind`,
        fix: 'Destroy the region and create it again.',
      };
    default:
      return { why: 'the dax driver is not loaded', fix: 'Load the driver first.' };
  }
}
