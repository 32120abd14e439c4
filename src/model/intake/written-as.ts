import type { JsonObject } from '../json';
import type { QmpRequest } from '../qmp/answer';
import { usualRequest } from '../simulation/scenario/scenario-forms';
import { MiB } from '../units';
import type { GenerationId } from './generations';

/** What a request of any generation asks for: pieces of one region. Offsets and lengths in bytes. */
export interface Asked {
  readonly verb: 'add' | 'release';
  readonly deviceId: string;
  readonly region: number;
  readonly pairs: readonly (readonly [offset: number, length: number])[];
}

type Write = (asked: Asked) => readonly QmpRequest[];

const path = ({ deviceId }: Asked): string => `/machine/peripheral/${deviceId}`;
const command = ({ verb }: Asked, end = ''): string =>
  `cxl-${verb === 'add' ? 'add' : 'release'}-dynamic-capacity${end}`;

/** One region, and extents with an offset under this name, in this unit. */
const inRegion =
  (offset: string, unit: number, more: (asked: Asked) => JsonObject = () => ({})): Write =>
  (asked) => [
    {
      execute: command(asked),
      arguments: {
        path: path(asked),
        ...more(asked),
        'region-id': asked.region,
        extents: asked.pairs.map(([start, length]) => ({
          [offset]: start / unit,
          len: length / unit,
        })),
      },
    },
  ];

/** Extents of one length that lie back to back, as runs. */
function backToBack({ pairs }: Asked): readonly { start: number; length: number; count: number }[] {
  const runs: { start: number; length: number; count: number }[] = [];
  for (const [start, length] of pairs) {
    const last = runs.at(-1);
    if (last?.length === length && last.start + last.count * length === start) last.count += 1;
    else runs.push({ start, length, count: 1 });
  }
  return runs;
}

/** How each generation writes what is asked for (patch series "Enabling DCD emulation support in Qemu", QEMU 9.1). */
const writes: Readonly<Record<GenerationId, Write>> = {
  // So many extents of one length, back to back: another run is another request.
  rfc: (asked) =>
    backToBack(asked).map(({ start, length, count }) => ({
      execute: command(asked, '-event'),
      arguments: {
        path: path(asked),
        'region-id': asked.region,
        'num-extent': count,
        dpa: start,
        'extent-len': length / MiB,
      },
    })),
  v2: (asked) => [
    {
      execute: command(asked, '-event'),
      arguments: {
        path: path(asked),
        extents: asked.pairs.map(([start, length]) => ({
          'region-id': asked.region,
          dpa: start / MiB,
          len: length / MiB,
        })),
      },
    },
  ],
  v3: inRegion('offset', MiB),
  v5: inRegion('dpa', 1),
  v7: inRegion('offset', 1, ({ verb }) => ({
    hid: 0,
    ...(verb === 'add' ? { 'selection-policy': 2 } : { flags: 1 }),
    tag: '',
  })),
  merged: (asked) => [usualRequest(asked.verb, asked.deviceId, asked)],
};

/** What is asked for, in requests of a generation. */
export const writtenAs = (asked: Asked, generation: GenerationId): readonly QmpRequest[] =>
  writes[generation](asked);
