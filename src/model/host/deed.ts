import { errno, tool } from './lines';
import type { HostState } from './host-state';
import type { HostLine } from './twin';

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
    };

export type Refusal = Extract<DeedResult, { readonly done: false }>;

type Errno = keyof typeof errno;

const errnoText: Readonly<Record<Errno, string>> = {
  ENOENT: 'No such file or directory',
  ENXIO: 'No such device or address',
  EAGAIN: 'Resource temporarily unavailable',
  EFAULT: 'Bad address',
  EBUSY: 'Device or resource busy',
  EINVAL: 'Invalid argument',
  ENOSPC: 'No space left on device',
  EOPNOTSUPP: 'Operation not supported',
};

/** A refusal of the kernel's, with the line that the tool prints. */
export const failed = (
  command: string,
  error: Errno,
  { what, why, fix }: Pick<Refusal, 'what' | 'why' | 'fix'>,
): Refusal => ({
  done: false,
  what,
  why: `${why} (${error}).`,
  fix,
  prints: [tool(`${command}: ${errnoText[error]} (${errno[error]})`)],
});

/** A refusal of what means nothing on this host. */
export const meaningless = (what: string, why: string, fix: string): Refusal => ({
  done: false,
  what,
  why,
  fix,
  prints: [],
});

export const did = (
  host: HostState,
  title: string,
  because: string,
  prints: readonly HostLine[] = [],
): DeedResult => ({ done: true, title, because, host, prints });
