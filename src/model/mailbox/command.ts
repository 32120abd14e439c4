import type { DeviceState, Ld } from '../device/device-state';
import type { Extent } from '../extent';
import type { Cci, Profile } from '../device/profiles/profile';
import { type Trail } from '../happening';
import type { Message } from '../codec/message';
import { NO_TAG } from '../layouts/dc-extent';
import type { Rung, Stop, ToldRung } from '../rules/rule';
import { climb } from '../rules/rule';
import type { ReturnCode } from '../layouts/return-code';

/** What a command works with: the device before it and the LD it is for, the virtual clock in nanoseconds, and where to tell what occurs. */
export interface Context {
  readonly device: DeviceState;
  readonly ld: Ld;
  readonly profile: Profile;
  readonly clock: number;
  readonly cci: Cci;
  readonly trail: Trail;
}

/** A command on its way to one interface of the device. */
export interface Sent {
  readonly cci: Cci;
  /** The LD it is for; the first where none is named. */
  readonly ld?: number;
  readonly opcode: number;
  readonly payload: Uint8Array;
}

export type CommandResult =
  | { readonly kind: 'done'; readonly device: DeviceState; readonly output: Uint8Array }
  /** The command goes on while virtual time passes. */
  | { readonly kind: 'started'; readonly device: DeviceState }
  /** The answer is that of another command at another interface, wrapped. */
  | {
      readonly kind: 'tunnelled';
      readonly sent: Sent;
      readonly wrap: (code: number, output: Uint8Array) => Uint8Array;
    }
  | { readonly kind: 'notModelled' }
  /** `device` is there only where earlier entries stay applied in spite of the refusal. */
  | {
      readonly kind: 'refused';
      readonly code: ReturnCode;
      readonly stop: Stop;
      readonly device?: DeviceState;
    }
  | { readonly kind: 'crash'; readonly why: string; readonly stop: Stop };

type Interface = Pick<Context, 'device' | 'profile' | 'cci'>;

/** log2 of the bytes that an answer through the tunnel may have. Only that of the FM-owned LD can be set. */
export const limitOf = ({ device, profile, cci }: Interface): number =>
  cci === 'fmLd' ? device.responseLimit : profile.responseLimits.first;

/** Bytes that an answer of this interface may have. */
export const answerLimit = (at: Interface): number =>
  at.cci === 'primary' || at.cci === 'switch' ? at.profile.mailboxSize : 2 ** limitOf(at);

type AnyMessage = Message<unknown, unknown, unknown>;

/** One mailbox command: everything the program knows about it. */
export interface Command {
  readonly opcode: number;
  readonly name: string;
  /** CXL r3.1 section. */
  readonly section: string;
  /** Input length in bytes, or `variable` where the command checks it itself. */
  readonly length: number | 'variable';
  readonly request?: AnyMessage;
  /** The request that most senders begin with, where it is not all zeros: zeros would ask for nothing, or of another log. */
  readonly usual?: (profile: Profile) => Uint8Array;
  readonly reply?: AnyMessage;
  /** Where a profile lays its reply out differently. */
  readonly replyIn?: (profile: Profile) => AnyMessage;
  /** What it is asked after the checks of every command, in order; in a profile, where they differ. Absent: nothing. */
  readonly ladder?: readonly ToldRung[] | ((profile: Profile) => readonly ToldRung[]);
  /** Whoever looks at its bytes looks at the request first, and not at the reply. */
  readonly front?: 'request';
  /** What the device and the host are said to do when it is refused: `refuses to offer`, `asks to add`. */
  readonly refusedWords?: readonly [device: string, host: string];
  readonly run: (context: Context, payload: Uint8Array) => CommandResult;
}

/** What a device keeps of an offer's tag and sequence once the extent is accepted. */
export const keptOfOffer = (
  { keepsTags }: Profile,
  { tag, sharedSeq }: Extent,
): Pick<Extent, 'tag' | 'sharedSeq'> => (keepsTags ? { tag, sharedSeq } : untagged);

const untagged = { tag: NO_TAG, sharedSeq: 0 };

const NO_BYTES = new Uint8Array(0);

export const done = (device: DeviceState, output: Uint8Array = NO_BYTES): CommandResult => ({
  kind: 'done',
  device,
  output,
});

/** Climbs a command's ladder and, when it holds, runs its effect. */
export function checked<I>(
  context: Context,
  ladder: readonly Rung<I>[],
  input: I,
  effect: () => CommandResult,
  instead?: (stop: Stop) => CommandResult,
): CommandResult {
  const stop = climb(ladder, input, context.trail);
  if (stop === undefined) return effect();
  switch (stop.rule.broken.kind) {
    case 'code':
      return { kind: 'refused', code: stop.rule.broken.code, stop };
    case 'crash':
      return { kind: 'crash', why: stop.rule.broken.why, stop };
    case 'otherwise':
    case 'desc':
      if (instead === undefined) throw new Error(`${stop.rule.id} leads nowhere`);
      return instead(stop);
  }
}
