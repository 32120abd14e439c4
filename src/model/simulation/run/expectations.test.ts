import { describe, expect, test } from 'vitest';
import { expecting, offer } from '../../testing/expecting';
import { claim } from '../../testing/machine';
import { TAG_A as UUID } from '../../testing/mock';
import { askBack, next, R0 } from '../../testing/run';
import { deed } from '../../testing/settle';
import { MiB } from '../../units';
import type { Action } from '../action';
import { switched } from './branch-edits';
import { acted, positionOf, scenarioWithBranches } from './branches';
import type { Expectation } from '../scenario/expectation-schema';
import { checkExpectations } from './expectations';
import { readScenario } from '../scenario/read-scenario';
import type { Scenario } from '../scenario/scenario';
import { writeScenario } from '../scenario/write-scenario';
import { scenarioOf, timelineOf } from './timeline';
import { moved, toggled, withMarks } from './timeline-edits';

const checksIn = (scenario: Scenario) => checkExpectations(timelineOf(scenario));

const accepting = (expectation: Expectation): Scenario =>
  expecting([offer, next, next, next, next], [{ step: 5, expects: [expectation] }]);

describe('an expectation', () => {
  test('tells each of its members one by one, with what was found', () => {
    const extent: [number, number] = [R0, 128 * MiB];
    const found = checksIn(
      accepting({ hostExtents: [extent], accepted: 2, pending: 0, sent: { '4802': 1, '4803': 1 } }),
    );
    expect(found).toEqual([
      {
        after: 5,
        ok: true,
        says: 'extents the host shows',
        expected: [extent],
        found: [extent],
      },
      {
        after: 5,
        ok: false,
        says: 'extents the device has accepted',
        expected: 2,
        found: 1,
      },
      { after: 5, ok: true, says: 'offers that wait for a response', expected: 0, found: 0 },
      {
        after: 5,
        ok: false,
        says: 'commands sent so far',
        expected: { '4802': 1, '4803': 1 },
        found: { '4802': 1, '4803': 0 },
      },
    ]);
  });

  test.each<readonly [name: string, expectation: Expectation]>([
    ['a count of extents', { hostExtents: 0 }],
    [
      'an extent too many',
      {
        hostExtents: [
          [R0, 128 * MiB],
          [R0 + 128 * MiB, MiB],
        ],
      },
    ],
    ['another length', { accepted: [[R0, 64 * MiB]] }],
    ['a tag where there is none', { accepted: [[R0, 128 * MiB, UUID]] }],
    ['an offer that waits', { pending: 1 }],
    ['staged extents', { staged: 1 }],
    ['another number of regions', { regions: 2 }],
    ['capacity that is claimed', { unclaimed: 0 }],
    ['a dax device that is not there', { dax: [{ name: 'dax0.1' }] }],
    ['memory blocks', { blocks: 1 }],
    ['trace lines', { traces: 2 }],
    ['a line that is not printed', { prints: ['Sending command', 'never printed'] }],
    ['another reply', { reply: '02h' }],
  ])('fails for %s', (_, expectation) => {
    expect(checksIn(accepting(expectation)).map(({ ok }) => ok)).toEqual([false]);
  });

  test.each<readonly [name: string, action: Action, reply: string]>([
    ['a mailbox command', next, '00h'],
    ['a request', offer, 'cannot add DPA already accessible to the same LD'],
    ['a deed', deed(claim('0')), 'done'],
    ['a deed that the kernel refuses', deed(claim(UUID)), 'ENOENT'],
    ['a deed that has no such device', deed({ deed: 'destroyDax', dax: 'dax0.9' }), 'ENODEV'],
    ['a deed that means nothing', deed({ deed: 'loadDriver' }), 'cannot'],
  ])('knows what came back for %s', (_, action, reply) => {
    const before = action === next ? [offer] : [offer, next, next, next, next];
    const actions = [...before, action];
    const scenario = expecting(actions, [{ step: actions.length, expects: [{ reply }] }]);
    expect(checksIn(scenario)).toMatchObject([{ ok: true, found: reply }]);
  });

  test('looks at a dax device as far as it says, and at its ranges in their order', () => {
    const range: [number, number] = [R0, 128 * MiB];
    const check = (dax: Expectation['dax']) =>
      checksIn(
        expecting(
          [offer, next, next, next, next, deed(claim('0'))],
          [{ step: 6, expects: [{ ...(dax === undefined ? {} : { dax }), unclaimed: 0 }] }],
        ),
      ).map(({ ok }) => ok);
    const right = { name: 'dax0.1', size: 128 * MiB, tag: '', ranges: [range] };
    expect(check([right])).toEqual([true, true]);
    expect(check([{ name: 'dax0.1' }])).toEqual([true, true]);
    const wrongs = [
      { ...right, name: 'dax0.2' },
      { ...right, size: 64 * MiB },
      { ...right, tag: UUID },
      { ...right, ranges: [range, range] },
    ];
    for (const wrong of wrongs) expect(check([wrong])).toContain(false);
  });
});

describe('on its step', () => {
  const expects = [{ accepted: 1 }];
  const scenario = accepting({ accepted: 1 });

  test('an expectation stays where the run is edited', () => {
    const timeline = timelineOf(scenario);
    expect(scenarioOf(moved(timeline, 5, 2)).marks).toEqual([{ step: 2, expects }]);
    expect(checkExpectations(toggled(timeline, 1))).toMatchObject([{ ok: false, found: 0 }]);
    const [, , , , last] = timeline.frames;
    expect(last && withMarks(last, { note: 'seen' }).expects).toEqual(expects);
    expect(last && withMarks(last, { note: '' }).expects).toEqual(expects);
  });

  test('it goes with the branch that its step is on', () => {
    const fork = acted(positionOf(scenario, 2), askBack([[0, 128 * MiB]]), 'before');
    expect(checkExpectations(fork.timeline)).toEqual([]);
    expect(checkExpectations(switched(fork, 1).timeline)).toMatchObject([{ after: 5, ok: true }]);
    const read = readScenario(writeScenario(scenarioWithBranches(fork)));
    expect(read).toMatchObject({
      scenario: { branches: [{ from: 2, marks: [{ step: 5, expects }] }] },
    });
  });
});
