import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { played } from '../../conformance/linux/play';
import { readRecording } from '../../conformance/linux/recording';
import type { HostDeed } from '../../simulation/action';
import {
  goneOn,
  hostOf,
  P0,
  pageWith,
  records,
  replyWith,
  seeing,
  type Told,
} from '../../testing/host';
import { claim, mib, ready } from '../../testing/machine';
import { add, run } from '../../testing/run';
import { deed, settled } from '../../testing/settle';
import { MiB } from '../../units';
import { happeningsOf } from '../../view/scene/gather';
import { hostWith, type HostState } from '../host-state';
import { newScan } from '../tasks';
import type { Line } from './line';
import { reader } from './reader';
import { v11, v11Next, v9 } from './tables';

type Twin = 'linux-v9' | 'linux-v11' | 'linux-v11-next';

/** What a host with an extent of 64 MiB prints when it has read such a record. */
const onRecord = (twin: Twin, told: Partial<Told>): readonly string[] =>
  goneOn(hostOf(twin, [{ at: 128, mib: 64, ...told }], { has: [{ at: 0, mib: 64 }] })).log;

/** What users get to read who do these things one after the other on a host with 192 MiB. */
function onDeeds(twin: Twin, ...deeds: readonly HostDeed[]): readonly string[] {
  const lines: string[] = [];
  let { state } = settled(ready(twin), add([mib(0, 192)]));
  for (const what of deeds) {
    const result = run(state, deed(what));
    lines.push(...happeningsOf(result.happenings, 'hostPrinted').map(({ line }) => line.text));
    ({ state } = result);
  }
  return lines;
}

const toRam = (twin: Twin): readonly string[] => {
  const kmem = { deed: 'loadModule', module: 'kmem' } as const;
  const of = twin === 'linux-v9' ? '' : '0';
  const ram = (blockSize: number): HostDeed => ({ deed: 'systemRam', dax: 'dax0.1', blockSize });
  return [128 * MiB, 256 * MiB].flatMap((size) =>
    onDeeds(twin, claim(of), kmem, { deed: 'unbindDax', dax: 'dax0.1' }, ram(size)),
  );
};

const timedOut = (): readonly string[] => {
  const staged = hostWith(hostOf('linux-v11', []), {
    staged: records([{ at: 0, mib: 64, more: true }]),
    chainDeadline: 1,
  });
  return goneOn(staged, seeing({ clock: 1 }), replyWith(0x02)).log;
};

const listStuck = (): readonly string[] => {
  const host = hostOf('linux-v11', [], { changes: { tasks: [newScan(0)] } });
  return goneOn(host, seeing(), pageWith([], { total: 3 })).log;
};

/** A decoder that has capacity and no region. */
const reserved = ({ regions }: HostState): Partial<HostState> => ({
  regions: regions.map((region) => ({ ...region, start: P0, phase: 'unmapped' })),
});

const unmapped = (): readonly string[] =>
  goneOn(hostOf('linux-v9', [{ at: 0, mib: 2 }], { changes: reserved(hostOf('linux-v9', [])) }))
    .log;

/** What no recording of a series shows. */
const courses: Readonly<Record<Twin, () => readonly string[]>> = {
  'linux-v9': () => [
    ...onRecord('linux-v9', { type: 2 }),
    ...onRecord('linux-v9', { type: 3 }),
    ...onRecord('linux-v9', { at: 480 }),
    ...unmapped(),
    ...toRam('linux-v9'),
    ...onDeeds('linux-v9', claim(''), { deed: 'resize', dax: 'dax0.1', size: 64 * MiB }),
  ],
  'linux-v11': () => [
    ...onRecord('linux-v11', { type: 2 }),
    ...onRecord('linux-v11', { type: 3 }),
    ...onRecord('linux-v11', { at: 0 }),
    ...onRecord('linux-v11', { mib: 0 }),
    ...onRecord('linux-v11', { mib: 63 }),
    ...onRecord('linux-v11', { seq: 1 }),
    ...goneOn(hostOf('linux-v11', [tagged], { has: [tagged] })).log,
    ...timedOut(),
    ...listStuck(),
    ...toRam('linux-v11'),
  ],
  'linux-v11-next': () => onRecord('linux-v11-next', { at: 16, mib: 64, type: 1 }),
};

const tagged: Told = { at: 0, mib: 64, tag: 'a'.repeat(32) };

const recordings = new URL('../../conformance/linux/recordings/', import.meta.url);

/** What a host prints as it plays all recordings of its series. */
function onRecordings(series: 'v9' | 'v11'): readonly string[] {
  const folder = new URL(`${series}/`, recordings);
  return readdirSync(folder).flatMap((file) => {
    const recording = readRecording(readFileSync(new URL(file, folder), 'utf8'));
    if (!('steps' in recording)) throw new Error(`${file}: ${recording.problem}`);
    return [...played(recording)].flatMap(({ told }) =>
      told.flatMap((one) => ('text' in one ? [one.text] : [])),
    );
  });
}

/** Entries of a table that none of these texts is. */
function unusedIn(table: Readonly<Record<string, Line>>, texts: readonly string[]): string[] {
  const different = [...new Set(texts)];
  return Object.entries(table)
    .filter(([, line]) => {
      const read = reader(line);
      return !different.some((text) => read(text) !== undefined);
    })
    .map(([id]) => id);
}

/** Lines of a race between the scan of v9 and its driver, which is recorded and not modelled. */
const ofTheRace = ['resourceRefused', 'resourceAtProbe'];

test.each([
  ['v9', 'linux-v9', v9, ofTheRace],
  ['v11', 'linux-v11', v11, []],
] as const)(
  'every line of %s is printed by a recording or by a course',
  (series, twin, table, not) => {
    expect(unusedIn(table, [...onRecordings(series), ...courses[twin]()])).toEqual(not);
  },
  60_000,
);

test('the line that v11-next has of its own is printed', () => {
  const { releaseUnmatched } = v11Next;
  expect(unusedIn({ releaseUnmatched }, courses['linux-v11-next']())).toEqual([]);
});
