import { shortState } from '../page/states';
import type { Region } from '../../device/device-state';
import { inOrder } from '../../device/extent-list';
import type { Extent } from '../../extent';
import { NO_TAG } from '../../layouts/dc-extent';
import type { LensId, LensKind, LensView } from '../page/lens';
import { stateLooks } from '../page/lens';
import { drawnStates } from '../page/vocabulary';
import { latest } from '../scene/chronicle';
import { ldAfter, type Scene } from '../scene/scene';
import { groupEntity, groupLabel, regionEntity } from '../words/names';
import { coverage, gridOf, type Drawn } from './coverage';
import { devicePieces, stateKinds } from './pieces';

/** A way to colour the blocks of the device's maps. */
interface Lens {
  readonly id: LensId;
  readonly label: string;
  /** What it tells apart, the first of them being what nothing lies on. */
  readonly kindsOf: (scene: Scene) => readonly LensKind[];
  /** The kinds that lie in one block, the one that colours it first; without it they are in the order of `kindsOf`. */
  readonly byStrength?: readonly string[];
  /** The ranges of a region, in bytes, each of one kind. */
  readonly piecesOf: (scene: Scene, region: Region) => readonly Drawn<string>[];
}

const state: Lens = {
  id: 'state',
  label: 'State',
  kindsOf: () => drawnStates.map((id) => ({ id, label: shortState(id), look: stateLooks[id] })),
  byStrength: stateKinds.byStrength,
  piecesOf: (scene, region) => devicePieces(ldAfter(scene), region),
};

const nobody: LensKind = { id: 'free', label: 'free', look: { colour: 'free' } };

type Owner = Pick<LensKind, 'id' | 'label' | 'entity'>;

/** Whose an extent is: its tag says so where it has one, else the offer that it came with. */
function ownerOf({ chronicle, step }: Scene, { id, tag }: Extent): Owner {
  if (tag !== NO_TAG) return { id: `tag:${tag}`, label: `tag ${tag.slice(0, 8)}…` };
  const offer = latest(chronicle, id, step, ({ what }) => what === 'groupOffered')?.happening;
  if (offer?.what !== 'groupOffered') return { id: 'before', label: 'there before the run' };
  const entity = groupEntity(offer.group);
  return { id: entity, label: groupLabel(offer.group), entity };
}

/** Every extent on offer or accepted, and whose it is. */
function owned(scene: Scene): readonly (readonly [Extent, Owner])[] {
  const { pending, accepted } = ldAfter(scene);
  const all = [...pending.flatMap(({ extents }) => extents), ...inOrder(accepted)];
  return all.map((extent) => [extent, ownerOf(scene, extent)]);
}

const owner: Lens = {
  id: 'owner',
  label: 'Owner',
  kindsOf(scene) {
    const owners = new Map(owned(scene).map(([, one]) => [one.id, one]));
    return [nobody, ...[...owners.values()].map((one, colour) => ({ ...one, look: { colour } }))];
  },
  piecesOf(scene, region) {
    const owners = new Map(owned(scene).map(([{ id }, one]) => [id, one.id]));
    return devicePieces(ldAfter(scene), region).map(({ extent, start, end }) => ({
      start,
      end,
      state: owners.get(extent) ?? nobody.id,
    }));
  },
};

const lenses: Readonly<Record<LensId, Lens>> = { state, owner };

/** The device's maps through a lens, each region whole, in the cells in which the page draws it. Blocks are counted as `coverage` says. */
export function lensView(scene: Scene, id: LensId): LensView {
  const { label, kindsOf, piecesOf, byStrength } = lenses[id];
  const kinds = kindsOf(scene);
  const ids = kinds.map((kind) => kind.id);
  const told = { kinds: ids, byStrength: byStrength ?? ids.slice(1) };
  return {
    id,
    label,
    kinds,
    regions: ldAfter(scene).regions.map((region) => ({
      id: regionEntity(region.index),
      ...coverage(gridOf(region), piecesOf(scene, region), told),
    })),
  };
}
