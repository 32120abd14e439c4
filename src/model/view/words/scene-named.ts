import type { EntityId } from '../page';
import type { Scene } from '../scene/scene';
import { namedIn } from './names';

/** The scene of the LD that an entity's name names, and the name that it has there; nothing where there is no such LD. */
export function sceneNamed(
  scene: Scene,
  id: EntityId,
): { readonly scene: Scene; readonly name: EntityId } | undefined {
  const { ld, name } = namedIn(id);
  if (ld === scene.ld) return { scene, name };
  return scene.after.device.lds[ld] === undefined ? undefined : { scene: { ...scene, ld }, name };
}
