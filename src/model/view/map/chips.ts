import { endOf, type Extent, type ExtentId } from '../../extent';
import { rangesIn } from '../../persistent/range-map';
import { extentIn } from '../scene/extent-at';
import { ldAfter, type Scene } from '../scene/scene';
import { extentEntity, extentLabel } from '../words/names';
import { definedOnly } from '../scene/present';
import { tagOf } from '../words/tags';
import type { AskedKind, Chip, ExtentState } from '../page';
import { latest } from '../scene/chronicle';

const ending: ReadonlySet<string> = new Set(['extentWithdrawn', 'extentReleased', 'extentSplit']);

/** How an extent is drawn at a step: as the device has it, or as it went. */
export function chipState(scene: Scene, id: ExtentId): ExtentState {
  const found = extentIn(scene.after.device, id);
  if (found?.where === 'pending') return 'offered';
  if (found !== undefined) return heldState(scene, found.extent);
  if (partsOf(scene, id).length > 0) return 'cut';
  const last = latest(scene.chronicle, id, scene.step, ({ what }) => ending.has(what))?.happening;
  if (last === undefined) return 'free';
  return last.what === 'extentWithdrawn' && !last.partly ? 'withdrawn' : 'released';
}

/** Accepted, or asked back where any of it is. */
const heldState = (scene: Scene, extent: Extent): ExtentState =>
  rangesIn(ldAfter(scene).askedBack, extent.start, endOf(extent)).length > 0
    ? 'askedBack'
    : 'accepted';

/** What the device still holds of an extent that it cut, by the names it has now. */
export function partsOf(scene: Scene, id: ExtentId): readonly ExtentId[] {
  const parts = scene.chronicle.parts.get(id) ?? [];
  return parts.flatMap((part) =>
    extentIn(scene.after.device, part) === undefined ? partsOf(scene, part) : [part],
  );
}

/** The chip of an extent; of what stands for no extent of the device it leads to the step looked at. */
export function chipOf(scene: Scene, id: ExtentId): Chip {
  if (id === 0) return { id: `step:${scene.step}`, label: 'no extent', state: 'free' };
  const extent = extentIn(scene.after.device, id)?.extent;
  return {
    id: extentEntity(id),
    label: extentLabel(id),
    state: chipState(scene, id),
    ...definedOnly({ tag: extent && tagOf(extent) }),
  };
}

/** Chips as the fabric manager sees its requests: it is told nothing. */
export const askedChip = (extent: ExtentId, request: AskedKind): Chip => ({
  id: extentEntity(extent),
  label: extentLabel(extent),
  state: request,
});
