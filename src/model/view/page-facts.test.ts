import { describe, expect, test } from 'vitest';
import { againstProfile, againstTwin } from '../simulation/compare';
import { factLines } from '../testing/facts';
import { played, type Played } from '../testing/played';
import { scenesOf } from '../testing/scene';
import { provokeView } from '../provoke/provoke-view';
import { commandForms } from './command-forms';
import { compareBook, compareView } from './compare-view';
import { inspectorView } from './inspector-view';
import { jumpsFrom } from './jump';
import { machineView } from './machine-view';
import { memoryRows } from './memory-rows';
import type { Scene } from './moment';
import type { EntityId } from './page';
import { pageView, type Abilities } from './page-view';
import { registersView } from './registers-view';
import { causesOf, whyOf, type Causes } from './why';

/*
 * What every pane states of one run of each kind, without its wording: states, numbers, bytes, marks. A change of
 * a pane is read in the differences of these files; `npx vitest run src/model/view/page-facts.test.ts -u` writes
 * them anew.
 */

const profileIds = ['qemu-11.1', 'cxl-test'] as const;
const abilities: Abilities = { canUndo: true, canRedo: false, branches: [] };

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

type Told = readonly [name: string, value: unknown];

/** What is told of one step: the panes as they are, and entities as they are inspected and explained. */
function toldOf(scene: Scene, causes: Causes): readonly Told[] {
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
    ...entities.map((id): Told => [`inspect ${id}`, inspectorView(scene, id)]),
    ...entities.map((id): Told => [`why ${id}`, whyOf(scene, causes, id)]),
  ];
}

/** The lines of several steps; what is as it was at the step before is left out. */
function linesOf(steps: readonly Scene[], causes: Causes): readonly string[] {
  const known = new Map<string, string>();
  return steps.flatMap((scene) => [
    `== step ${scene.step}`,
    ...toldOf(scene, causes).flatMap(([name, value]) => {
      const text = factLines(name, value).join('\n');
      if (known.get(name) === text) return [];
      known.set(name, text);
      return [text];
    }),
  ]);
}

const scenes = ({ described, actions }: Played): readonly Scene[] => scenesOf(described, actions);

describe.each(Object.entries(played))('a run: %s', (name, run) => {
  const all = scenes(run);
  const [first] = all;
  if (first === undefined) throw new Error('a run has a start');
  const { timeline } = first;
  const causes = causesOf(timeline);
  const file = (what: string): string => `./facts/${name.replaceAll(' ', '-')}-${what}.txt`;

  test('shows in its panes', async () => {
    const lines = linesOf(
      all.filter(({ step }) => run.steps.includes(step)),
      causes,
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file('panes'));
  });

  test('shows as a whole', async () => {
    const { steps, lanes } = pageView(first, abilities);
    const last = all.at(-1) ?? first;
    const lines = [
      ...factLines('provoke', provokeView(last.after)),
      ...factLines('steps', steps),
      ...factLines('lanes', lanes),
    ];
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file('run'));
  });

  test('shows beside itself on another host and another device', async () => {
    const other = run.described.profile === undefined ? 'qemu-10.0' : 'cxl-test';
    const books = [
      compareBook(againstTwin(timeline, 'linux-v9')),
      ...(run.described.profile === 'qemu-v3'
        ? []
        : [compareBook(againstProfile(timeline, other))]),
    ];
    const lines = books.flatMap((book) => [
      ...factLines('first', compareView(book)),
      ...book.fresh.slice(0, 8).flatMap(({ row }) => {
        const { items, says, told } = compareView(book, row);
        return factLines(`row ${row}`, { says, told, items });
      }),
      ...factLines('last', compareView(book, 1e9)),
    ]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file('compared'));
  });
});

test.each(profileIds)('what can be asked of a device: %s', async (profile) => {
  const [scene] = scenesOf({ profile }, []);
  if (scene === undefined) throw new Error('a run has a start');
  const { profiles, twins } = pageView(scene, abilities).run;
  const lines = [
    ...factLines(
      'profile',
      profiles.filter(({ id }) => id === profile),
    ),
    ...factLines('twins', twins),
    ...factLines('registers', registersView(scene)),
    ...factLines('commands', commandForms(scene.after.device)),
  ];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./facts/device-${profile}.txt`);
});
