import { errno, tool } from './lines';
import type { HostState } from './host-state';
import type { Series } from './series';
import type { HostLine } from '../happening';
import type { Partition } from './twin';

/** The machine on which a user does something. */
export interface HostLimits {
  readonly series: Series;
  /** Regions of the device, and bytes of their blocks. */
  readonly partitions: readonly Partition[];
  readonly blockSize: number;
  /** Virtual time in nanoseconds. */
  readonly clock: number;
}

/** What something that a user of the host machine did comes to. */
export type DeedResult =
  | {
      readonly done: true;
      readonly title: string;
      readonly because: string;
      readonly host: HostState;
      readonly prints: readonly HostLine[];
    }
  | {
      readonly done: false;
      readonly what: string;
      readonly why: string;
      readonly fix: string;
      readonly prints: readonly HostLine[];
      /** The host, where something was done before it failed. */
      readonly host?: HostState;
    };

export type Refusal = Extract<DeedResult, { readonly done: false }>;

type Errno = keyof typeof errno;

const errnoText: Readonly<Record<Errno, string>> = {
  ENOENT: 'No such file or directory',
  ENXIO: 'No such device or address',
  EAGAIN: 'Resource temporarily unavailable',
  ENOMEM: 'Cannot allocate memory',
  EFAULT: 'Bad address',
  EBUSY: 'Device or resource busy',
  ENODEV: 'No such device',
  EINVAL: 'Invalid argument',
  ENOSPC: 'No space left on device',
  EOPNOTSUPP: 'Operation not supported',
};

/** A refusal of the kernel's, with the line that the tool prints. */
export const deedFailed = (
  command: string,
  error: Errno,
  { what, why, fix }: Pick<Refusal, 'what' | 'why' | 'fix'>,
  lines: readonly HostLine[] = [],
): Refusal => ({
  done: false,
  what,
  why: `${why} (${error}).`,
  fix,
  prints: [...lines, tool(`${command}: ${errnoText[error]} (${errno[error]})`)],
});

/** A refusal of what means nothing on this host. */
export const deedRefused = (what: string, why: string, fix: string): Refusal => ({
  done: false,
  what,
  why,
  fix,
  prints: [],
});

export const deedDone = (
  host: HostState,
  title: string,
  because: string,
  prints: readonly HostLine[] = [],
): DeedResult => ({ done: true, title, because, host, prints });

/** One deed after another, as a tool does them; what is told is what the last one comes to. */
export function inTurn(
  host: HostState,
  deeds: readonly ((host: HostState) => DeedResult)[],
): DeedResult {
  let result: DeedResult = deedDone(host, '', '');
  const prints: HostLine[] = [];
  for (const deed of deeds) {
    const before = result.host ?? host;
    result = deed(before);
    prints.push(...result.prints);
    if (!result.done) return { ...result, prints, host: result.host ?? before };
  }
  return { ...result, prints };
}
