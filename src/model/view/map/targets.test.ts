import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sceneOf, type Scene } from '../scene/scene';
import { anyRuns, playedRun, type AnyRun } from '../../testing/any-runs';
import { chronicleOf, emptyChronicle } from '../scene/chronicle';
import { inspectorView } from '../inspect/inspector-view';
import { ladderView } from '../rules/ladder-view';
import { machineView } from '../host/machine-view';
import type { EntityId, InspectorView } from '../page';
import { pageView } from '../page-view';
import type { WhyLink, WhyView } from '../page/why';
import { registersView } from '../device/registers-view';
import { causesOf, whyOf, type Causes } from '../why';

const SLOW = 120_000;

/** Members that name what a click leads to; of several entities the first is opened. */
const opening: ReadonlySet<string> = new Set(['id', 'entity', 'region', 'entities']);

const isEntity = (text: string): boolean =>
  /^(?:extent|record|group|region|blocks|rule|step|code|field|register|shown|dax|log|happening):/.test(
    text,
  );

/** Chips that stand in a larger link: that one is opened. */
const inside: ReadonlySet<string> = new Set(['slots', 'requests']);

/** Every entity that something in a view opens. */
function targetsIn(value: unknown, name = ''): readonly EntityId[] {
  if (typeof value === 'string') return opening.has(name) && isEntity(value) ? [value] : [];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = name === 'entities' ? value.slice(0, 1) : value;
    return items.flatMap((item) => targetsIn(item, name));
  }
  return Object.entries(value).flatMap(([key, member]) =>
    inside.has(name) && key.startsWith('chip') ? [] : targetsIn(member, key),
  );
}

const isEmpty = ({ title, summary, facts }: InspectorView): boolean =>
  title === '' || (summary === '' && facts.length === 0);

/** Whether the pane of an entity has anything to show at a step. */
function leadsSomewhere(scene: Scene, causes: Causes, id: EntityId): boolean {
  const inspector = inspectorView(scene, id);
  if (inspector !== undefined) return !isEmpty(inspector);
  return (whyOf(scene, causes, id)?.sentence ?? '') !== '';
}

const linksOf = ({ links, host }: WhyView): readonly WhyLink[] => [
  ...links,
  ...(host?.links ?? []),
];

function scenesIn(run: AnyRun) {
  const timeline = playedRun(run);
  const chronicle = chronicleOf(timeline.frames, emptyChronicle);
  const last = timeline.frames.length;
  return {
    causes: causesOf(timeline),
    at: (step: number) => sceneOf({ timeline, step: Math.min(step, last) }, chronicle),
  };
}

const pageOf = (scene: Scene) => [
  pageView(scene, { canUndo: false, canRedo: false, branches: [] }),
  registersView(scene),
  machineView(scene),
];

test(
  'whatever the page links to has something to show',
  () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(40), (run, step) => {
        const { at, causes } = scenesIn(run);
        const scene = at(step);
        const targets = [...new Set(targetsIn(pageOf(scene)))];
        expect(targets.filter((id) => !leadsSomewhere(scene, causes, id))).toEqual([]);
      }),
      { numRuns: 120 },
    );
  },
  SLOW,
);

test(
  'every link of a chain of causes, and all that may be asked beside it, leads somewhere',
  () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(40), fc.nat(), (run, step, pick) => {
        const { at, causes } = scenesIn(run);
        const scene = at(step);
        const asked = targetsIn(pageOf(scene));
        const why = whyOf(scene, causes, asked[pick % asked.length] ?? '');
        if (why === undefined) return;
        const beside = why.also.map(({ entity }) => entity);
        expect(beside.filter((id) => !leadsSomewhere(scene, causes, id))).toEqual([]);
        for (const link of linksOf(why)) {
          const there = at(link.step);
          const [first] = link.entities;
          if (first !== undefined)
            expect([first, leadsSomewhere(there, causes, first)]).toEqual([first, true]);
          if (link.rule?.id !== undefined)
            expect(ladderView(there).rules.map(({ id }) => id)).toContain(link.rule.id);
        }
      }),
      { numRuns: 300 },
    );
  },
  SLOW,
);
