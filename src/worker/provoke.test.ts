import { expect, test } from 'vitest';
import { Simulator } from './simulator';

/** The guided tour, at its eleventh of twenty-one steps: e6 waits for an answer. */
async function inTour(): Promise<Simulator> {
  const simulator = new Simulator();
  await simulator.open({ kind: 'example', id: 'tour' });
  return simulator;
}

test('a provocation in the past forks, and undo brings the steps back', async () => {
  const simulator = await inTour();
  const { update, kept } = await simulator.doProvocation('refuse-all');
  expect(update.slices.run).toMatchObject({ step: 12, steps: 12 });
  expect(update.slices.outcome?.sentence).toBe('The host refuses e6.');
  expect(kept).toMatchObject({ first: 12, last: 21 });
  const undone = await simulator.undo();
  expect(undone.update.slices.run).toMatchObject({ step: 11, steps: 21 });
});

test('what a card says is what doing it comes to', async () => {
  const simulator = await inTour();
  const cards = (await simulator.ask('provoke'))?.groups.flatMap((group) => group.cards) ?? [];
  const told = cards.flatMap((card) => ('outcome' in card ? [card] : []));
  expect(told.length).toBeGreaterThan(10);
  for (const { id, outcome } of told) {
    const { update } = await simulator.doProvocation(id);
    expect([id, update.slices.run?.steps]).toEqual([id, 11 + outcome.steps]);
    await simulator.undo();
  }
});

test('a provocation that cannot be made says why and changes nothing', async () => {
  const simulator = await inTour();
  const { update, problem } = await simulator.doProvocation('second-first');
  expect(problem?.why).toBe('Fewer than two offers wait.');
  expect(problem?.where).toEqual([{ text: 'present step' }]);
  expect(update.slices).toEqual({});
});
