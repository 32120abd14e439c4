import { expect, test } from 'vitest';
import { factLines } from '../testing/facts';
import { played } from '../testing/played';
import { scenarioWith } from '../testing/run';
import { timelineOf } from './run/timeline';

/*
 * What every step of one run of each kind comes to: what is sent, what comes back, and what happens in between.
 * `npx vitest run src/model/simulation/played-facts.test.ts -u` writes the files anew.
 */
test.each(Object.entries(played))('a run: %s', async (name, { described, actions }) => {
  const { frames } = timelineOf(scenarioWith(described, actions));
  const lines = frames.flatMap(({ sent, reply, happenings }, index) => [
    `== step ${index + 1}`,
    ...factLines('sent', sent),
    ...factLines('reply', reply),
    ...happenings.flatMap((happening) => factLines('', happening)),
  ]);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    `./facts/${name.replaceAll(' ', '-')}.txt`,
  );
});
