import fc from 'fast-check';
import { expect, test } from 'vitest';
import { againstTwin } from '../simulation/compare/compare';
import { stateAt } from '../simulation/run/timeline';
import { provokeView } from '../provoke/provoke-view';
import { anyRuns, playedRun } from '../testing/any-runs';
import { anyTwin } from '../testing/host-plans';
import { chronicleOf, emptyChronicle } from './scene/chronicle';
import { compareBook, compareView } from './compare/compare-view';
import { inspectorView } from './inspect/inspector-view';
import { machineView } from './host/machine-view';
import { sceneOf } from './scene/scene';
import { pageView } from './page-view';
import { registersView } from './device/registers-view';
import { causesOf, whyOf } from './why';

/** Every text in a view, but for what others wrote: payloads, requests, and lines of a kernel. */
function textsIn(value: unknown, name = ''): readonly string[] {
  if (foreign.has(name)) return [];
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    textsIn(member, Array.isArray(value) ? name : key),
  );
}

const foreign: ReadonlySet<string> = new Set(['lines', 'bytes', 'entities', 'id']);

const nouns =
  'extents|records|bits|blocks|bytes|steps|regions|groups|parts|entries|rows|handles|ranges|offers|refusals|differences|moves|devices|characters';

/** One of many, or many of one. */
const faults: readonly RegExp[] = [
  new RegExp(String.raw`(?<![\w.,–+:×≤≥−-]\s?)(?<!of )\b1 (?:[a-z]+ ){0,2}?(?:${nouns})\b`),
  /(?:^|[.:;(] )[eg]\d+ (?:become|stay|wait|are|have|do)\b/,
  /\b(?:[2-9]|\d\d+) (?:extent|record|bit|block|byte|region|group|entry|row|handle|range|offer) (?!list|log|count|of)/,
  /\b(?:and|,) [eg]\d+ (?:becomes|stays|waits|is|has|does)\b/,
  /\bundefined\b|\bNaN\b/,
  // A name that is missing.
  /[a-z] [.,;](?:\s|$)/,
];

test('no sentence of any pane speaks of one as of many, or of many as of one', () => {
  fc.assert(
    fc.property(anyRuns, fc.nat(40), anyTwin, (run, at, twin) => {
      const timeline = playedRun(run);
      const step = Math.min(at, timeline.frames.length);
      const scene = sceneOf({ timeline, step }, chronicleOf(timeline.frames, emptyChronicle));
      const causes = causesOf(timeline);
      const page = pageView(scene, { canUndo: false, canRedo: false, branches: [] });
      const asked = [`code:${step}`, ...page.ledger.rows.map(({ id }) => id)];
      const views = [
        page,
        registersView(scene),
        machineView(scene),
        provokeView(stateAt(timeline, step)),
        compareView(compareBook(againstTwin(timeline, twin))),
        ...asked.map((id) => [whyOf(scene, causes, id), inspectorView(scene, id)]),
      ];
      const texts = views.flatMap((view) => textsIn(view));
      expect(texts.filter((text) => faults.some((fault) => fault.test(text)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 120_000);
