import type { ExtentId } from '../../extent';
import type { Scene } from '../scene/scene';

/** Extents whose place in the device changed in this step. */
export function changedExtents({ happenings }: Pick<Scene, 'happenings'>): ReadonlySet<ExtentId> {
  const changed = new Set<ExtentId>();
  for (const happening of happenings) {
    switch (happening.what) {
      case 'groupOffered':
      case 'releaseAsked':
        for (const id of happening.extents) changed.add(id);
        break;
      case 'extentSplit':
        for (const id of happening.into) changed.add(id);
        break;
      case 'extentAccepted':
      case 'extentWithdrawn':
      case 'extentReleased':
        changed.add(happening.extent);
        break;
      default:
    }
  }
  return changed;
}
