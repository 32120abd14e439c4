import { expect, test } from 'vitest';
import { againstTwin } from '../simulation/compare/compare';
import { provokeView } from '../provoke/provoke-view';
import { played } from '../testing/played';
import { scenesOf } from '../testing/scene';
import { sentencesIn } from '../testing/sentences';
import { answersAt, toldOf } from '../testing/told-of-page';
import { compareBook, compareView } from './compare/compare-view';
import { registersView } from './device/registers-view';
import { causesOf, whyOf } from './why';

/*
 * Every sentence that the page says of one run of each kind, in the order of the steps, once each. The facts beside
 * the wording are in the files of `page-facts.test.ts`. To be read as a reader of the page would;
 * `npx vitest run src/model/view/page-sentences.test.ts -u` writes them anew.
 */
test.each(Object.entries(played))('a run in sentences: %s', async (name, run) => {
  const scenes = scenesOf(run.described, run.actions);
  const [first] = scenes;
  if (first === undefined) throw new Error('a run has a start');
  const last = scenes.at(-1) ?? first;
  const { timeline } = first;
  const causes = causesOf(timeline);
  const book = compareBook(againstTwin(timeline, 'linux-v9'));
  const said = [
    ...scenes.flatMap((scene) =>
      run.steps.includes(scene.step)
        ? [toldOf(scene, causes).map(([, value]) => value), answersAt(scene, causes)]
        : [],
    ),
    provokeView(last.after),
    registersView(last).registers.map(({ id }) => whyOf(last, causes, id)),
    ...book.fresh.slice(0, 8).map(({ row }) => compareView(book, row)),
  ];
  const lines = sentencesIn(said);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `./facts/${name.replaceAll(' ', '-')}-sentences.txt`,
  );
});
