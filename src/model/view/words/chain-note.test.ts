import { describe, expect, test } from 'vitest';
import type { TwinId } from '../../host/twin-id';
import type { Action } from '../../simulation/action';
import { add, next } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { MiB } from '../../units';
import { hostView } from '../host/host-view';
import { ledgerView } from '../device/ledger-view';
import { machineView } from '../host/machine-view';
import { outcomeView } from '../outcome/outcome-view';
import { pageView } from '../page-view';

const extents = (count: number, at = 0): Action =>
  add(Array.from({ length: count }, (_, i) => [(at + 16 * i) * MiB, 16 * MiB]));
const after = (twin: TwinId, ...actions: readonly Action[]) =>
  sceneAfter({ twin, staticMiB: 0, dcMiB: 512, regions: 1 }, actions);
const noteOf = (twin: TwinId, ...actions: readonly Action[]) =>
  outcomeView(after(twin, ...actions)).note;

const lost = extents(9);
const staged = [lost, next, next];
const idle = [...staged, next, next];
const glued = [...idle, extents(1, 256), next, next];
const wait: Action = { kind: 'clock', ns: 20e9 };

describe('an event log that is full', () => {
  test('says which record is lost and what follows', () => {
    expect(noteOf('linux-v9', extents(8))).toBeUndefined();
    expect(noteOf('linux-v9', lost)).toBe(
      'The event log is full at 8 records: the record of e9, which would close the chain, is lost. The last one kept says that more follow; a host that answers only whole chains waits.',
    );
    expect(noteOf('linux-v9', extents(10))).toMatch(/: the records of e9 and e10 are lost, and/);
    expect(noteOf('linux-v9', extents(8), extents(2, 256))).toMatch(
      /: every record of this offer is lost, so the host is not told of it\.$/,
    );
  });
});

describe('a host that waits for a record that was lost', () => {
  const why = 'The closing record (e9) was lost. ';

  test('Linux v9 waits for ever', () => {
    const text = `${why}Linux v9 has no watchdog: it waits for ever, and adds the next offer to this chain.`;
    expect(noteOf('linux-v9', ...staged)).toBe(text);
    expect(hostView(after('linux-v9', ...staged)).rest).toBeUndefined();
    expect(hostView(after('linux-v9', ...idle)).rest).toEqual({
      title: 'Host waits',
      because: text,
    });
  });

  test('Linux v11 waits until its watchdog runs out', () => {
    const text = `${why}Linux v11 waits until 20 s of virtual time; then its watchdog refuses the offer (A19).`;
    expect(noteOf('linux-v11', ...staged)).toBe(text);
    expect(hostView(after('linux-v11', ...idle)).rest?.because).toBe(text);
    expect(noteOf('linux-v11', ...idle, wait)).toBe(
      'The watchdog of Linux v11 runs out: the chain of 8 extents was not closed.',
    );
    expect(noteOf('linux-v11', ...idle, wait, next)).toBe(
      'The response is empty, so the device withdraws the whole offer: e9 too, of which the host read no record.',
    );
    expect(hostView(after('linux-v11', ...idle, wait, next)).rest).toBeUndefined();
  });

  test('a host that refuses what it has staged does not wait', () => {
    expect(noteOf('strict', ...staged)).toBeUndefined();
  });

  test('there is nothing to say while the chain is whole', () => {
    expect(noteOf('linux-v9', extents(8), next, next)).toBeUndefined();
  });
});

describe('one response for two offers', () => {
  test('says what was answered together, why it is refused and what the host keeps', () => {
    expect(noteOf('linux-v9', ...glued)).toBe(
      'One response names e1–e8 of g1 and e10 of g2. A response may name only the oldest offer, g1, so the device refuses it whole. Linux v9 keeps showing what it asked for: 9 phantom extents.',
    );
  });

  test('leaves phantoms at the host, and offers that nobody answers', () => {
    const scene = after('linux-v9', ...glued, next, next);
    expect(hostView(scene).differences.map(({ entities }) => entities)).toEqual(
      [10, 8, 7, 6, 5, 4, 3, 2, 1].map((extent) => [`extent:${extent}`]),
    );
    expect(hostView(scene).rest?.because).toBe(
      'g1 and g2 still wait for an answer, but no event record is left to read: the host will not answer by itself.',
    );
    expect(machineView(scene).extents.phantoms).toBe(9);
    expect(machineView(after('linux-v9', ...glued.slice(0, -1))).extents.phantoms).toBe(0);
    expect(ledgerView(scene).rows.map(({ hostText }) => hostText)).toContain(
      'extent0.8, a phantom: not accepted',
    );
  });

  test('shows with each decision that the device refused it', () => {
    const refused = hostView(after('linux-v9', ...glued)).decisions;
    expect(refused.length).toBe(9);
    for (const decision of refused) {
      expect(decision.refused).toEqual({ code: '0Fh', name: 'Invalid Physical Address' });
    }
    const taken = hostView(after('linux-v9', extents(1), next, next)).decisions;
    expect(taken.map(({ verdict, refused: code }) => [verdict, code])).toEqual([
      ['accepts', undefined],
    ]);
  });

  test('shows no refusal with a decision of which the host told the device nothing', () => {
    const { decisions } = hostView(after('partial', ...glued));
    const told = decisions.map(({ verdict, refused }) => `${verdict} ${refused?.code ?? ''}`);
    expect(told.slice(0, 4)).toEqual(['accepts 0Fh', 'refuses ', 'accepts 0Fh', 'refuses ']);
  });
});

describe('what nobody does by himself', () => {
  const waitsOf = (twin: TwinId, ...actions: readonly Action[]) =>
    pageView(after(twin, ...actions), { canUndo: false, canRedo: false, branches: [] }).run.waits;

  test('is told by what waits, and for whom', () => {
    expect(waitsOf('linux-v9', ...idle)).toBe('g1 waits for the host’s answer');
    expect(waitsOf('linux-v9', ...glued, next, next)).toBe('g1 and g2 wait for the host’s answer');
    expect(waitsOf('manual', extents(1))).toBe('g1 waits for your answer as the host');
  });

  test('is not told while something goes on, and when nothing waits', () => {
    expect(waitsOf('linux-v9', ...staged)).toBeUndefined();
    expect(waitsOf('linux-v9', extents(1), next, next, next, next)).toBeUndefined();
  });

  test('is not told of a device that crashed', () => {
    const hostile = add([[2n ** 64n - BigInt(2 * MiB), 4 * MiB]]);
    expect(waitsOf('manual', extents(1), hostile)).toBeUndefined();
  });

  test('a lost record is not one that will be read yet', () => {
    const believed = (...actions: readonly Action[]) =>
      ledgerView(after('linux-v9', ...actions)).rows.at(-1)?.hostText;
    expect(believed(extents(8))).toBe('not read yet');
    expect(believed(lost)).toBe('its record was lost: the host never heard of it');
    expect(believed(...idle)).toBe('its record was lost: the host never heard of it');
  });
});
