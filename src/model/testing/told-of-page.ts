import { inspectorView } from '../view/inspect/inspector-view';
import { jumpsFrom } from '../view/run/jump';
import { machineView } from '../view/host/machine-view';
import { memoryRows } from '../view/device/memory-rows';
import type { Scene } from '../view/scene/scene';
import type { EntityId } from '../view/page';
import { pageView, type Abilities } from '../view/page-view';
import { registersView } from '../view/device/registers-view';
import { whyOf, type Causes } from '../view/why';

export const abilities: Abilities = { canUndo: true, canRedo: false, branches: [] };

/** Every entity that a page names, once. */
function entitiesIn(value: unknown, found = new Set<EntityId>()): ReadonlySet<EntityId> {
  if (typeof value === 'string' && /^[a-z]+(?::[\w.[\]-]+)+$/i.test(value)) found.add(value);
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const member of Object.values(value)) entitiesIn(member, found);
  return found;
}

/** The first of each kind, and more of the many fields. */
function sampleOf(entities: ReadonlySet<EntityId>): readonly EntityId[] {
  const kindOf = (id: EntityId): string => id.replace(/(?<=^(?:field:)?\w+:).*/, '');
  const all = [...entities].sort();
  return all.filter(
    (id, i) =>
      all.slice(0, i).filter((o) => kindOf(o) === kindOf(id)).length <
      (id.startsWith('field') ? 3 : 1),
  );
}

/** Slices of the page that are the same at every step, or told by themselves. */
const asAWhole = ['run', 'steps', 'lanes'];

/** What is asked about at every step, named by the page or not. */
const asked = [
  ...[0, 8, 33].map((block) => `blocks:0:${block}-${block + 1}`),
  'blocks:1:0-0',
  'log:dynamicCapacity',
  'region:1',
];

/** What is told of each entity that the page names at a step, and of each that is named in that. */
export function answersAt(scene: Scene, causes: Causes): readonly unknown[] {
  const page = pageView(scene, abilities);
  const panes = Object.entries(page).filter(([name]) => !asAWhole.includes(name));
  const told = (ids: Iterable<EntityId>): readonly unknown[] =>
    [...ids].map((id) => [inspectorView(scene, id), whyOf(scene, causes, id)]);
  const named = new Set([...entitiesIn([panes, machineView(scene)]), ...asked]);
  const answers = told(named);
  return [answers, told([...entitiesIn(answers)].filter((id) => !named.has(id)))];
}

export type ToldOfPage = readonly [name: string, value: unknown];

/** What is told of one step: the panes as they are, and entities as they are inspected and explained. */
export function toldOf(scene: Scene, causes: Causes): readonly ToldOfPage[] {
  const page = pageView(scene, abilities);
  const panes = Object.entries(page).filter(([name]) => !asAWhole.includes(name));
  const machine = machineView(scene);
  const entities = [
    ...sampleOf(entitiesIn([panes, machine, registersView(scene)])),
    ...asked,
    `step:${scene.step}`,
    `code:${scene.step}`,
  ];
  return [
    ['run', { ...page.run, profiles: undefined, twins: undefined }],
    ['row', page.steps[scene.step - 1]],
    ...panes,
    ['machine', machine],
    ['jumps', jumpsFrom(scene.timeline, scene.step, [])],
    ['rows', memoryRows(scene, 0x1000_0000, 2)],
    ...entities.map((id): ToldOfPage => [`inspect ${id}`, inspectorView(scene, id)]),
    ...entities.map((id): ToldOfPage => [`why ${id}`, whyOf(scene, causes, id)]),
  ];
}
