import { invariant } from '../assert';
import { withAcceptedAlone, withReleasedAlone } from '../device/capacity';
import { withLd, type Ld } from '../device/device-state';
import {
  firstTouched,
  offeredAnywhere,
  v3ReleaseLadder,
  v3ResponseLadder,
  type OneEntry,
} from '../rules/v3-updates';
import { climb, type Rung } from '../rules/rule';
import type { UpdateInput } from '../rules/update-list';
import { done, type CommandResult, type Context } from './command';

/** Entries one after the other: each is checked on what those before it left, and stays applied if a later one fails. */
function oneByOne(
  { device, ld: first, trail }: Context,
  { entries }: UpdateInput,
  ladder: readonly Rung<OneEntry>[],
  apply: (input: OneEntry) => Ld,
): CommandResult {
  let ld = first;
  for (const [index, entry] of entries.entries()) {
    const input = { ld, entry, index };
    const stop = climb(ladder, input, trail);
    if (stop !== undefined) {
      invariant(stop.rule.broken.kind === 'code', 'entries are refused with a code');
      return { kind: 'refused', code: stop.rule.broken.code, stop, device: withLd(device, ld) };
    }
    ld = apply(input);
  }
  return done(withLd(device, ld));
}

/** Add Dynamic Capacity Response as the 2023 series does it. */
export const respondOneByOne = (context: Context, input: UpdateInput): CommandResult =>
  oneByOne(context, input, v3ResponseLadder, (one) => {
    const offered = offeredAnywhere(one);
    invariant(offered !== undefined, 'the entry was offered');
    const range = { start: Number(one.entry.start), length: Number(one.entry.length) };
    return withAcceptedAlone(one.ld, { ...range, offered }, context.trail);
  });

/** Release Dynamic Capacity as the 2023 series does it. */
export const releaseOneByOne = (context: Context, input: UpdateInput): CommandResult =>
  oneByOne(context, input, v3ReleaseLadder, (one) => {
    const extent = firstTouched(one);
    invariant(extent !== undefined, 'the entry is accepted');
    const range = { start: Number(one.entry.start), length: Number(one.entry.length) };
    return withReleasedAlone(one.ld, extent, range, context.trail);
  });
