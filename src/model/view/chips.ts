import { ldOf } from '../device/device-state';
import { inOrder } from '../device/extent-list';
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
      return isHeld(scene, extent) ? heldState(scene, extent) : 'free';
    case 'groupOffered':
      return 'offered';
    case 'extentWithdrawn':
      return last.partly ? heldState(scene, extent) : 'withdrawn';
    case 'extentReleased':
      return 'released';
    case 'extentSplit':
      return last.extent === extent ? 'released' : heldState(scene, extent);
    default:
      return heldState(scene, extent);
  }
}

/** What was accepted before the first step has no history. */
const isHeld = ({ after }: Scene, id: ExtentId): boolean =>
  inOrder(ldOf(after.device).accepted).some((extent) => extent.id === id);

/** Accepted, or asked back where any of it is. */
function heldState({ after }: Scene, id: ExtentId): ChipState {
  const { accepted, askedBack } = ldOf(after.device);
  const extent = inOrder(accepted).find((item) => item.id === id);
  const asked = extent !== undefined && rangesIn(askedBack, extent.start, endOf(extent)).length > 0;
  return asked ? 'askedBack' : 'accepted';
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
