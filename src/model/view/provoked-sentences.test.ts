import { expect, test } from 'vitest';
import { actionsOf, moves as provocations } from '../provoke/tried';
import { played, type Played } from '../testing/played';
import { sceneAfter } from '../testing/scene';
import { sentencesIn } from '../testing/sentences';
import { cardOf } from './outcome/card';
import { ladderView } from './rules/ladder-view';
import { abilities } from '../testing/told-of-page';
import { pageView } from './page-view';

/** What each provocation comes to where a run ends. */
function linesAt({ described, actions }: Pick<Played, 'described' | 'actions'>): readonly string[] {
  const { after, step } = sceneAfter(described, actions);
  return provocations.flatMap(({ id }) => {
    const moves = actionsOf(after, id);
    if (typeof moves === 'string') return [`== ${step} ${id}: not now. ${moves}`];
    const scene = sceneAfter(described, [...actions, ...moves]);
    const { outcome, steps } = pageView(scene, abilities);
    const said = [outcome, steps.at(-1), cardOf(scene), ladderView(scene)];
    return [`== ${step} ${id}`, ...sentencesIn(said)];
  });
}

/*
 * What the page says of each provocation in one run of each kind, on the way and at its end: the card, the ladder, the outcome, the row.
 * `npx vitest run src/model/view/provoked-sentences.test.ts -u` writes the files anew.
 */
test.each(Object.entries(played))('provoked after a run: %s', async (name, run) => {
  const lines = [run.steps[2], run.actions.length].flatMap((step = 0) =>
    linesAt({ ...run, actions: run.actions.slice(0, step) }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `./facts/${name.replaceAll(' ', '-')}-provoked.txt`,
  );
});
