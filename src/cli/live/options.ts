import { parseArgs } from 'node:util';
import { parts, type Part } from './generator';

/** What was asked for on the command line. */
export interface Options {
  readonly seed: number;
  readonly steps: number;
  readonly qemu: string | undefined;
  /** The QEMU version whose behaviour the model shall have, or that of the QEMU compared with. */
  readonly profileVersion: string;
  readonly out: string;
  readonly maxSeconds: number;
  readonly part: Part;
  readonly crashy: boolean;
}

const usage = `Usage: npm run conformance:live -- [--seed S] [--steps N] [--only ${parts.join('|')}]
  [--qemu PATH] [--profile-version auto|X.Y.Z] [--out DIR] [--max-seconds T] [--crashy]`;

const text = { type: 'string' } as const;

const described = {
  seed: { ...text, default: '1' },
  steps: { ...text, default: '4000' },
  only: { ...text, default: 'all' },
  qemu: text,
  'profile-version': { ...text, default: 'auto' },
  out: { ...text, default: 'live-differences' },
  'max-seconds': { ...text, default: '3600' },
  crashy: { type: 'boolean', default: false },
} as const;

const wholeNumber = (digits: string): number | undefined =>
  /^\d+$/.test(digits) ? Number(digits) : undefined;

/** The arguments of the program, or how to use it. */
export function readOptions(args: string[]): Options | string {
  let values;
  try {
    ({ values } = parseArgs({ args, options: described }));
  } catch (reason) {
    return `${reason instanceof Error ? reason.message : String(reason)}\n${usage}`;
  }
  const [seed, steps] = [wholeNumber(values.seed), wholeNumber(values.steps)];
  const maxSeconds = wholeNumber(values['max-seconds']);
  const part = parts.find((name) => name === values.only);
  if (seed === undefined || steps === undefined) return usage;
  if (maxSeconds === undefined || part === undefined) return usage;
  const { qemu, out, crashy } = values;
  const profileVersion = values['profile-version'];
  return { seed, steps, qemu, profileVersion, out, maxSeconds, part, crashy };
}
