import { describe, expect, test } from 'vitest';
import { againstProfile, againstTwin } from '../simulation/compare/compare';
import { factLines } from '../testing/facts';
import { played, type Played } from '../testing/played';
import { scenesOf } from '../testing/scene';
import { abilities, toldOf } from '../testing/told-of-page';
import { provokeView } from '../provoke/provoke-view';
import { commandForms } from './bytes/command-forms';
import { compareBook, compareView } from './compare/compare-view';
import type { Scene } from './scene/scene';
import { pageView } from './page-view';
import { registersView } from './device/registers-view';
import { causesOf, type Causes } from './why';

/*
 * What every pane states of one run of each kind, without its wording: states, numbers, bytes, marks. A change of
 * a pane is read in the differences of these files; `npx vitest run src/model/view/page-facts.test.ts -u` writes
 * them anew.
 */

const profileIds = ['qemu-11.1', 'cxl-test'] as const;
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
