import { ldOf, type Ld } from '../device/device-state';
import { endOf, type ExtentId } from '../device/extent';
import { rangesIn } from '../device/range-map';
import type { Scene } from './moment';
import { extentEntity, extentLabel } from './names';
import type { Chip, ChipState } from './page';
import { latest } from './chronicle';

const placing: ReadonlySet<string> = new Set([
  'groupOffered',
  'extentAccepted',
  'extentWithdrawn',
  'extentReleased',
  'extentSplit',
  'releaseAsked',
]);

/** How an extent is drawn at a step. What is gone is drawn as it went. */
export function chipState(scene: Scene, extent: ExtentId): ChipState {
  const last = latest(scene.chronicle, extent, scene.step, ({ what }) =>
    placing.has(what),
  )?.happening;
  switch (last?.what) {
    case undefined:
      return 'free';
    case 'groupOffered':
      return 'offered';
    case 'extentWithdrawn':
      return last.partly ? 'accepted' : 'withdrawn';
    case 'extentReleased':
      return 'released';
    case 'extentSplit':
      return last.extent === extent ? 'released' : 'accepted';
    default:
      return isAskedBack(ldOf(scene.after.device), extent, scene) ? 'askedBack' : 'accepted';
  }
}

function isAskedBack(ld: Ld, extent: ExtentId, { chronicle, step }: Scene): boolean {
  const asked = latest(chronicle, extent, step, ({ what }) => what === 'releaseAsked')?.happening;
  if (asked?.what !== 'releaseAsked') return false;
  return rangesIn(ld.askedBack, asked.start, endOf(asked)).length > 0;
}

export const chipOf = (scene: Scene, extent: ExtentId): Chip => ({
  id: extentEntity(extent),
  label: extentLabel(extent),
  state: chipState(scene, extent),
});

/** Chips as the fabric manager sees its requests: it is told nothing. */
export const askedChip = (extent: ExtentId, state: 'offered' | 'askedBack'): Chip => ({
  id: extentEntity(extent),
  label: extentLabel(extent),
  state,
});
