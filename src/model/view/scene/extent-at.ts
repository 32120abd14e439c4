import { ldOf, type DeviceState, type Ld } from '../../device/device-state';
import type { Extent, ExtentId } from '../../extent';
import { inOrder } from '../../device/extent-list';
import { stateAt } from '../../simulation/run/timeline';
import type { Scene } from './scene';

/** An extent that a device has, and where. */
export interface Found {
  readonly extent: Extent;
  readonly where: 'accepted' | 'pending';
}

/** By the lists they were read from, which never change: every chip of a page asks. */
const known = new WeakMap<Ld['accepted'], WeakMap<Ld['pending'], ReadonlyMap<ExtentId, Found>>>();

function foundIn({ accepted, pending }: Ld): ReadonlyMap<ExtentId, Found> {
  const ofAccepted =
    known.get(accepted) ?? new WeakMap<Ld['pending'], ReadonlyMap<ExtentId, Found>>();
  known.set(accepted, ofAccepted);
  const found =
    ofAccepted.get(pending) ??
    new Map<ExtentId, Found>([
      ...inOrder(accepted).map((extent) => [extent.id, { extent, where: 'accepted' }] as const),
      ...pending
        .flatMap(({ extents }) => extents)
        .map((extent) => [extent.id, { extent, where: 'pending' }] as const),
    ]);
  ofAccepted.set(pending, found);
  return found;
}

/** The extent of this name that the device holds or has on offer. */
export const extentIn = (device: DeviceState, id: ExtentId): Found | undefined =>
  foundIn(ldOf(device)).get(id);

/** The extent as the device has it at a step, or as it had it last before. */
export function extentAt(scene: Scene, id: ExtentId): Extent | undefined {
  const now = extentIn(scene.after.device, id)?.extent;
  if (now !== undefined) return now;
  const went = scene.chronicle.byExtent
    .get(id)
    ?.findLast(
      ({ step, happening: { what } }) =>
        step <= scene.step && (what === 'extentReleased' || what === 'extentWithdrawn'),
    );
  if (went === undefined) return undefined;
  const last = extentIn(stateAt(scene.timeline, went.step - 1).device, id)?.extent;
  return last ?? passing(scene, id, went.step);
}

/** An extent that came and went in one step: the parts of a cut one, cut again by the next entry of the same command. */
function passing(scene: Scene, id: ExtentId, step: number): Extent | undefined {
  const parent = [...scene.chronicle.parts].find(([, parts]) => parts.includes(id))?.[0];
  const whole = parent === undefined ? undefined : extentAt(scene, parent);
  const frame = scene.timeline.frames[step - 1];
  const gone = frame?.happenings.findLast(
    (item) => item.what === 'extentReleased' && item.extent === id,
  );
  return whole === undefined || gone?.what !== 'extentReleased'
    ? undefined
    : { ...whole, id, start: gone.start, length: gone.length, from: whole.id };
}
