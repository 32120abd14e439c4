import type { TraceStep } from '../../model/conformance/trace';
import { drawCapacityQuery, drawRelease, drawResponse } from './generate-capacity';
import { drawFm } from './generate-fm';
import {
  drawDecoder,
  drawMaintenance,
  drawMemoryRead,
  drawMemoryWrite,
  drawPoison,
} from './generate-memory';
import { drawInjection } from './generate-injection';
import { drawMore, drawSwitch } from './generate-more';
import { drawAdd, drawReleaseRequest } from './generate-qmp';
import type { Drawing } from './generate-ranges';
import {
  drawEventClear,
  drawEventRead,
  drawInterruptPolicy,
  drawSmall,
  drawUnknown,
  drawWrongLength,
} from './generate-small';
import { isHazard } from './hazards';
import type { VirtualMachine } from './virtual-machine';
import { createRandom, type Random, type Weighted } from './random';
import { emptyView, seen } from './view';

/** Which part of the device a sequence exercises. */
export const parts = ['core', 'memory', 'fm', 'all'] as const;
export type Part = (typeof parts)[number];

export interface Wanted {
  readonly seed: number;
  readonly part: Part;
  /** Steps too that are known to kill QEMU. */
  readonly crashy: boolean;
  /** Whether this QEMU has the FM API. */
  readonly fmApi: boolean;
}

/** A sequence of inputs; each depends on the seed and on what came of the steps before. */
export interface Generator {
  readonly machine: VirtualMachine;
  readonly next: () => TraceStep;
  readonly observe: (recorded: TraceStep) => void;
}

type Draw = (drawing: Drawing) => TraceStep;

const reset: TraceStep = { op: 'reset', fields: {} };

const core: readonly Weighted<Draw>[] = [
  [120, drawAdd],
  [150, drawResponse],
  [90, drawRelease],
  [50, drawReleaseRequest],
  [80, drawEventRead],
  [90, drawEventClear],
  [60, drawCapacityQuery],
  [20, drawInterruptPolicy],
  [15, drawInjection],
  [30, drawSmall],
  [10, drawUnknown],
  [25, drawWrongLength],
  [30, () => ({ op: 'event_status', fields: {} })],
  [2, () => reset],
];

const memory: readonly Weighted<Draw>[] = [
  [120, drawMemoryRead],
  [100, drawMemoryWrite],
  [40, drawPoison],
  [12, drawMaintenance],
  [40, drawMore],
  [3, drawDecoder],
];

const fm: readonly Weighted<Draw>[] = [
  [180, drawFm],
  [20, drawSwitch],
];

const tables: Readonly<Record<Part, readonly Weighted<Draw>[]>> = {
  core,
  memory: [...core, ...memory],
  fm: [...core, ...fm],
  all: [...core, ...memory, ...fm],
};

/** Drawn only where there is a switch with the FM API. */
const needFm: ReadonlySet<Draw> = new Set([drawFm, drawSwitch]);

const usesFm = (part: Part): boolean => part === 'fm' || part === 'all';

function drawMachine(random: Random, { part, fmApi }: Wanted, crowded: boolean): VirtualMachine {
  const regionCount = random.pick([1, 2, 2, 2, 4, 8]);
  const staticMiB = random.pick([0, 256, 256, 512]);
  const regionMiB = crowded ? 4096 / regionCount : random.pick([256, 512]);
  const topology = fmApi && usesFm(part) ? 'switch' : 'direct';
  return { staticMiB, dcMiB: regionMiB * regionCount, regionCount, topology };
}

/** Makes the sequence that belongs to a seed. */
export function createGenerator(wanted: Wanted): Generator {
  const random = createRandom(wanted.seed);
  const crowded = random.chance(0.2);
  const machine = drawMachine(random, wanted, crowded);
  const table = tables[wanted.part].filter(([, draw]) => wanted.fmApi || !needFm.has(draw));
  const choices: readonly [Weighted<Draw>, ...Weighted<Draw>[]] = [
    [crowded ? 100 : 1, drawAdd],
    ...table,
  ];
  let view = emptyView(machine);
  let following: readonly TraceStep[] = [];
  const next = (): TraceStep => {
    const [due, ...later] = following;
    following = later;
    if (due !== undefined) return due;
    for (;;) {
      const step = random.weighted(choices)({ random, view, crowded });
      if (!wanted.crashy && isHazard(view, step)) continue;
      // A reset takes the decoder's commitment; what firmware does then is a step of its own.
      if (step === reset) following = [{ op: 'hdm', fields: { commit: random.chance(0.8) } }];
      return step;
    }
  };
  return {
    machine,
    next,
    observe: (recorded) => {
      view = seen(view, recorded);
    },
  };
}
