import type { ProfileId } from '../device/profiles/profile';
import type { TwinId } from '../host/twin-id';
import { against, type ComparedLine } from './against';
import { pastedRun, type PastedRun } from './pasted';
import type { Choices, Present } from './setting-facts';
import type { Passage } from './understand';

/** A change of the setting with which text and model agree longer. */
export interface Cause {
  readonly choices: Choices;
  readonly changes: 'profile' | 'twin' | 'mapped';
  /** The first difference that is left; none where all lines agree. */
  readonly left: ComparedLine | undefined;
  /** Lines of the text that then agree. */
  readonly agree: number;
}

const profilesTried: readonly ProfileId[] = ['qemu-11.1', 'qemu-10.0', 'qemu-v3'];
const twinsTried: readonly TwinId[] = ['linux-v11', 'linux-v9', 'linux-v11-next'];
/** Parts of region 0 that a host may have mapped. */
const partsTried = [0, 1 / 4, 1 / 2, 1];

/** Lines of a longer text are compared for the setting itself only. */
const mostSteps = 2000;

/**
 * What would explain a first difference: each other profile, host and mapped size is tried, one at a time, and the
 * one with which most lines agree before the first difference is told. Nothing where none does better.
 */
export function likelyCause(
  passages: readonly Passage[],
  present: Present,
  choices: Choices,
  run: PastedRun,
): Cause | undefined {
  if (run.timeline === undefined || run.steps.length > mostSteps) return undefined;
  const today = agreed(against(run.timeline, run.steps));
  const causes = changesOf(run, choices).flatMap(([changes, other]) => {
    const tried = pastedRun(passages, present, other);
    if (tried.timeline === undefined) return [];
    const lines = against(tried.timeline, tried.steps);
    return [{ choices: other, changes, left: lines.find(({ ok }) => !ok), agree: agreed(lines) }];
  });
  const best = causes.toSorted((a, b) => b.agree - a.agree)[0];
  return best !== undefined && best.agree > today ? best : undefined;
}

/** Lines before the first difference. */
export function agreed(lines: readonly ComparedLine[]): number {
  const first = lines.findIndex(({ ok }) => !ok);
  return first < 0 ? lines.length : first;
}

type Change = readonly [changes: Cause['changes'], choices: Choices];

function changesOf({ setting }: PastedRun, choices: Choices): readonly Change[] {
  const { profile, twin, device, decoder } = setting;
  const isQemu = profilesTried.includes(profile);
  const region = device.regionCount === 0 ? 0 : device.dynamicCapacity / device.regionCount;
  const mapped = [...new Set(partsTried.map((part) => part * region))];
  return [
    ...profilesTried
      .filter((other) => isQemu && other !== profile)
      .map((other): Change => ['profile', { ...choices, profile: other }]),
    ...twinsTried
      .filter((other) => twinsTried.includes(twin) && other !== twin)
      .map((other): Change => ['twin', { ...choices, twin: other }]),
    ...mapped
      .filter((bytes) => bytes !== decoder.length)
      .map((bytes): Change => ['mapped', { ...choices, mapped: bytes }]),
  ];
}
