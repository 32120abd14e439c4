import { ldOf } from '../device/device-state';
import { endOf, type ExtentId } from '../device/extent';
import { rangesIn } from '../device/range-map';
import { all } from './gather';
import type { Scene } from './moment';
import { extentEntity, extentLabel } from './names';
import type { Chip, ChipState } from './page';
import { latest } from './chronicle';

/** How an extent is drawn at a step. What is gone is drawn as it went. */
export function chipState(scene: Scene, extent: ExtentId): ChipState {
  const ld = ldOf(scene.after.device);
  const last = latest(
    scene.chronicle,
    extent,
    scene.step,
    ({ what }) =>
      what === 'groupOffered' ||
      what === 'extentAccepted' ||
      what === 'extentWithdrawn' ||
      what === 'extentReleased' ||
      what === 'extentSplit' ||
      what === 'releaseAsked',
  );
  switch (last?.happening.what) {
    case undefined:
      return 'free';
    case 'groupOffered':
      return 'offered';
    case 'extentWithdrawn':
      return 'withdrawn';
    case 'extentReleased':
      return 'released';
    case 'extentSplit':
      return last.happening.what === 'extentSplit' && last.happening.extent === extent
        ? 'released'
        : 'accepted';
    default:
      return isAskedBack(ld, extent, scene) ? 'askedBack' : 'accepted';
  }
}

function isAskedBack(
  ld: ReturnType<typeof ldOf>,
  extent: ExtentId,
  { chronicle, step }: Scene,
): boolean {
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

export const withdrawnNow = ({ happenings }: Scene): readonly ExtentId[] =>
  all(happenings, 'extentWithdrawn')
    .filter(({ partly }) => !partly)
    .map(({ extent }) => extent);
