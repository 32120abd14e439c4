import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { readScenario } from '../model/simulation/scenario/read-scenario';
import { writeScenario } from '../model/simulation/scenario/write-scenario';
import { decodeLink } from './share-link';

interface Kept {
  readonly name: string;
  readonly fragment: string;
  readonly text: string;
  readonly step: number;
  readonly selected?: string;
  readonly compare?: unknown;
}

describe('the corpus', () => {
  const file = readFileSync(new URL('link-corpus.json', import.meta.url), 'utf8');
  const corpus = JSON.parse(file) as readonly Kept[];

  test.each(corpus)('opens: $name', async ({ name: _, fragment, text, ...place }) => {
    expect(await decodeLink(fragment)).toEqual({ ok: true, text, ...place });
    const read = readScenario(text);
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    expect(readScenario(writeScenario(read.scenario))).toEqual(read);
  });
});

describe('links made elsewhere', () => {
  const documentation = readFileSync(new URL('../../docs/link-format.md', import.meta.url), 'utf8');

  test('by the JavaScript of the documentation', async () => {
    const code = /```js\n([^]*?)```/.exec(documentation)?.[1] ?? '';
    const encode = runInThisContext(`(() => { ${code}; return link; })()`) as (
      scenario: object,
      step: number,
    ) => Promise<string>;
    const scenario = { v: 1, title: 'Grüße, 世界', more: 'x'.repeat(5000) };
    expect(await decodeLink(await encode(scenario, 5))).toEqual({
      ok: true,
      text: JSON.stringify(scenario),
      step: 5,
    });
  });

  test('by the Python of the documentation', async () => {
    const made =
      '1d7s.PVDLboQwDPwV5PNSxSHAqsdeeuoXAAeUmDYSG7qQUCTEv9dmt71YnvF4_NhhhdcMLxlEH0fiHN7nNik1WIluoEvWJkNYtakujQVWOlq9FekO3_M0-EfbnW4pR3xBkXgnlN3G3FmnhFliH7398G9c0GUlNk-EShuGM336KSxSPhh-TUs8R8QfH8Rs9CFt-Yr4WMFOjmbmG11dTVEasfxPO3HobXwaNjv0TjZSTNMWKcSTbhhjYTTWtb520rT_zYXAOjjfciMRF0fH6J4oybVNd_wC.129vmi3&t=2';
    const read = await decodeLink(made);
    expect(read).toMatchObject({ ok: true, step: 2 });
    expect(readScenario(read.ok ? read.text : '')).toMatchObject({
      ok: true,
      scenario: { title: 'Grüße, 世界', actions: { length: 4 } },
    });
  });
});
