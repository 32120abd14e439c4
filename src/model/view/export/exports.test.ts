import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profiles } from '../../device/profiles/profile';
import { askedFor } from '../../intake/conversion';
import { generations, type GenerationId } from '../../intake/generations';
import { generationOf } from '../../intake/read-qmp';
import { writtenAs } from '../../intake/written-as';
import { MiB } from '../../units';
import { pastedRun } from '../../intake/pasted';
import { findingsOf } from '../../intake/pasted';
import { ofKind } from '../../intake/placed';
import type { Present } from '../../intake/setting-facts';
import { passagesOf } from '../../intake/understand';
import { readScenario } from '../../simulation/scenario/read-scenario';
import { timelineOf, type Timeline } from '../../simulation/run/timeline';
import { exported, exportKinds } from './exports';
import { injectExport, qmpExport } from './requests';
import { qemuSize } from './command-line';
import { wrapped } from './markdown';
import { textMap } from './text-map';

const folder = fileURLToPath(new URL('../../suites', import.meta.url));

/** Every scenario of the suites, played. */
const runs: readonly (readonly [string, Timeline])[] = readdirSync(folder, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.json') && !name.endsWith('suite.json'))
  .map((name) => {
    const read = readScenario(readFileSync(join(folder, name), 'utf8'));
    if (!read.ok) throw new Error(`${name}: ${read.problem.title}`);
    return [name, timelineOf(read.scenario)] as const;
  });

const subjectOf = (timeline: Timeline) => ({ timeline, step: timeline.frames.length });

/** Requests as they were sent, and as they are read back. */
const sent = ({ frames }: Timeline) =>
  frames.flatMap(({ action, off }) =>
    action.kind === 'qmp' && !off ? [{ execute: action.execute, arguments: action.arguments }] : [],
  );
const readBack = (text: string) =>
  ofKind(findingsOf(passagesOf(text)), 'request').map(({ request }) => request);

test('the requests of every suite come back as they were sent', () => {
  let compared = 0;
  for (const [name, timeline] of runs) {
    const subject = subjectOf(timeline);
    const wanted = sent(timeline).filter(({ execute }) => execute !== 'qmp_capabilities');
    expect(readBack(qmpExport(subject)), name).toEqual(wanted);
    compared += wanted.length;
  }
  expect(compared).toBeGreaterThan(100);
});

test('lines for the mock come back as they were written', () => {
  let compared = 0;
  for (const [name, timeline] of runs) {
    const wanted = timeline.frames.flatMap(({ action, off }) =>
      action.kind === 'inject' && !off ? [{ file: action.file, line: action.line }] : [],
    );
    if (wanted.length === 0) continue;
    const back = readBack(injectExport(subjectOf(timeline)));
    expect(back, name).toEqual(
      wanted.filter((each) => back.some((one) => 'line' in one && one.line === each.line)),
    );
    compared += back.length;
  }
  expect(compared).toBeGreaterThan(30);
});

test('what QMP offered is offered to the mock at the same addresses', () => {
  let compared = 0;
  for (const [name, timeline] of runs) {
    const own = timeline.frames.filter(({ action }) => action.kind === 'qmp');
    const offered = own.flatMap(({ happenings, state }) =>
      happenings.some(({ what }) => what === 'groupOffered')
        ? (state.device.lds[0]?.pending.at(-1)?.extents ?? [])
        : [],
    );
    const lines = injectExport(subjectOf(timeline));
    for (const { start, length } of offered)
      expect(lines, name).toContain(`0x${start.toString(16)}:0x${length.toString(16)}:`);
    compared += offered.length;
  }
  expect(compared).toBeGreaterThan(50);
});

test('Markdown fits the 76 columns of a mailing list, and tells every refusal', () => {
  for (const [name, timeline] of runs) {
    const { text } = exported(subjectOf(timeline), 'markdown');
    const wide = text.split('\n').filter((line) => line.length > 76);
    expect(wide, name).toEqual([]);
    expect(text, name).toContain(`step ${timeline.frames.length} of ${timeline.frames.length}`);
  }
});

test('a map of letters counts what the device holds', () => {
  for (const [name, timeline] of runs) {
    const { state } = timeline.frames.at(-1) ?? { state: timeline.first };
    const ld = state.device.lds[0];
    const rows = textMap(state).filter((_, index) => index % 2 === 1);
    for (const [index, region] of (ld?.regions ?? []).entries()) {
      const row = rows[index]?.trim() ?? '';
      expect(row, name).toHaveLength(64);
      const holds = /[#r]/.test(row);
      const accepted = [...(ld?.accepted.byAddress.chunks ?? [])]
        .flat()
        .some(
          ({ start, length }) =>
            start < region.base + region.length && start + length > region.base,
        );
      expect(holds, `${name}, region ${index}`).toBe(accepted);
    }
  }
});

describe('the command line', () => {
  test.each([
    [0, '0'],
    [512, '512'],
    [256 * 2 ** 20, '256M'],
    [6 * 2 ** 30, '6G'],
    [2 ** 30 + 2 ** 20, '1025M'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(qemuSize(bytes)).toBe(text);
  });
});

test('every kind of every suite is made, and names its file', () => {
  for (const [name, timeline] of runs) {
    const subject = subjectOf(timeline);
    for (const { id } of exportKinds(subject)) {
      const { text, file, empty } = exported(subject, id);
      expect(file, name).toMatch(/^[a-z0-9-]+(?:\.[a-z0-9_-]+)+$/);
      expect(empty === undefined, `${name} ${id}`).toBe(text.trim() !== '');
    }
  }
});

test('words longer than a line stand alone, and none is lost', () => {
  const text = `${'a'.repeat(90)} b ${'c '.repeat(60)}`.trim();
  expect(
    wrapped(text, '> ')
      .map((line) => line.slice(2))
      .join(' '),
  ).toBe(text);
});

const present: Present = {
  profile: 'qemu-11.1',
  twin: 'linux-v11',
  device: {
    id: 'cxl-dcd0',
    staticVolatile: 0,
    staticPersistent: 0,
    dynamicCapacity: 2 ** 30,
    regionCount: 1,
  },
};

test('a session of 2023 in bytes of today offers what it offered in MiB', () => {
  const text =
    '{"execute": "cxl-add-dynamic-capacity", "arguments": {"path": "/machine/peripheral/d", "region-id": 1, "extents": [{"offset": 64, "len": 32}]}}';
  const { timeline } = pastedRun(passagesOf(text), present);
  if (timeline === undefined) throw new Error('there is no such device');
  const [today] = readBack(qmpExport(subjectOf(timeline), 'merged'));
  expect(today).toEqual({
    execute: 'cxl-add-dynamic-capacity',
    arguments: {
      path: '/machine/peripheral/d',
      'host-id': 0,
      'selection-policy': 'prescriptive',
      region: 1,
      extents: [{ offset: 64 * 2 ** 20, len: 32 * 2 ** 20 }],
    },
  });
});

const generationIds = Object.keys(generations) as readonly GenerationId[];
const pieces = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 64 }))
    .map(([offset, length]) => [offset * MiB, length * MiB] as const),
  { minLength: 1, maxLength: 6 },
);

test.each(generationIds)('requests as %s are read as that, and ask for the same', (generation) => {
  fc.assert(
    fc.property(fc.constantFrom('add', 'release'), fc.nat(7), pieces, (verb, region, pairs) => {
      const requests = writtenAs({ verb, deviceId: 'dcd7', region, pairs }, generation);
      const found = requests.map((request) => generationOf(request.execute, request.arguments));
      expect(new Set(found)).toEqual(new Set([generation]));
      const back = requests.flatMap((request) => askedFor(request, generation));
      expect(back.map((asked) => [asked.verb, asked.deviceId, asked.region])).toEqual(
        back.map(() => [verb, 'dcd7', region]),
      );
      expect(back.flatMap((asked) => asked.pairs)).toEqual(pairs);
    }),
  );
});

test('a run of QEMU goes out in the five generations that are not its own', () => {
  for (const [name, timeline] of runs) {
    const { requests, qmpDialect } = profiles[timeline.start.profile];
    const kinds: readonly string[] = exportKinds({ timeline }).map(({ id }) => id);
    const own = qmpDialect === 'mebibytes' ? 'v3' : 'merged';
    expect(
      generationIds.filter((id) => kinds.includes(id)),
      name,
    ).toEqual(requests === 'qmp' ? generationIds.filter((id) => id !== own) : []);
  }
});
