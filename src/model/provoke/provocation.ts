import type { ReturnCode } from '../layouts/return-code';
import type { Action } from '../simulation/action';
import type { DpaRange } from '../device/capacity';
import type { Extent, ExtentId } from '../extent';
import { answered, firstChain } from '../host/beliefs';
import { inside } from '../host/checks';
import { extentNames } from '../view/words/names';
import { heardIn, withCode, type Coming } from './coming';
import { fits, type Now } from './now';
import { counted } from '../units';

/** The host makes its own moves until it has none left. */
export const HOST_GOES_ON = 'hostGoesOn';

export type Act = Action | typeof HOST_GOES_ON;

/** What a provocation does to the present state, what it must come to, and that in a sentence. */
export interface Plan {
  readonly acts: readonly Act[];
  readonly coming: Coming;
  readonly predicts: string;
}

/** A move as a state asks for it, or why it cannot be made now. */
export type PlanOf = (now: Now) => Plan | string;

/** One awkward move. */
export interface Provocation {
  readonly id: string;
  readonly name: string;
  readonly plan: PlanOf;
}

export const planned = (coming: Coming, predicts: string, acts: readonly Act[]): Plan => ({
  acts,
  coming,
  predicts,
});

/** It is done as asked. */
export const granted = (predicts: string, acts: readonly Act[]): Plan =>
  planned({ kind: 'done' }, predicts, acts);

/** The device refuses with a return code. */
export function refused(code: ReturnCode, why: string, acts: readonly Act[]): Plan {
  const { coming, text } = withCode(code);
  return planned(coming, `Refused with ${text}: ${why}`, acts);
}

/** QEMU answers a QMP request with an error. */
export const refusedWith = (desc: string, why: string, acts: readonly Act[]): Plan =>
  planned({ kind: 'refused', code: desc }, `QMP error “${desc}”: ${why}`, acts);

export const crash = (why: string, acts: readonly Act[]): Plan =>
  planned({ kind: 'crash' }, `QEMU dies: ${why}`, acts);

/** Offers that stay after responses with these entries, one list each. */
function leftBy(
  { ld, flat, profile }: Now,
  responses: readonly (readonly DpaRange[])[],
): Set<ExtentId> {
  if (profile.updates === 'wholeExtents') return new Set();
  const behind = flat ? ld.pending : ld.pending.slice(responses.length);
  const left = behind.flatMap(({ extents }) => extents);
  if (!flat) return new Set(left.map(({ id }) => id));
  for (const entry of responses.flat()) {
    const taken = left.findIndex((extent) => inside(entry, extent));
    left.splice(taken, taken === -1 ? 0 : 1);
  }
  return new Set(left.map(({ id }) => id));
}

/** The host takes every offer of the chain it answers for settled: one of them may still wait. */
function forgets(now: Now, responses: readonly (readonly DpaRange[])[]): boolean {
  const left = leftBy(now, responses);
  const host = responses.reduce((next) => answered(next, firstChain(next)), now.host);
  const before = heardIn(now.state, now.host);
  const after = heardIn(now.state, host);
  return [...left].some((id) => before.has(id) && !after.has(id));
}

/** Extents by their names, a long list cut. */
export const namesOf = (extents: readonly Extent[]): string =>
  extentNames(extents.map(({ id }) => id));

/** Whether a response is refused that would pass the limit. An empty one is not asked. */
const limited = ({ profile }: Now): boolean => profile.order['4802'].includes('withinLimit');

/** Responses with these entries, all granted by the device. */
export function answers(now: Now, responses: readonly (readonly DpaRange[])[], plan: Plan): Plan {
  const [{ length } = []] = responses;
  if (length > 0 && limited(now) && !fits(now, length)) return overLimit(now, plan.acts);
  if (!forgets(now, responses)) return plan;
  const predicts = `${plan.predicts} The host takes its chain for answered, and no longer knows of an offer that waits.`;
  return planned({ kind: 'unheard' }, predicts, plan.acts);
}

/** The device refuses what would take more extents than it supports. */
export const overLimit = (now: Now, acts: readonly Act[]): Plan =>
  refused(
    'resourcesExhausted',
    `The device supports ${counted(now.profile.extentLimit, 'extent')}, and ${now.used} of them ${now.used === 1 ? 'is' : 'are'} in use.`,
    acts,
  );

/** The plan of a refused response with so many entries; the limit is looked at before the entries themselves. */
export const refusing = (now: Now, entries: number, plan: Plan): Plan =>
  limited(now) && !fits(now, entries) ? overLimit(now, plan.acts) : plan;

/** The plan of requests that log so many records, all of which the device grants. */
export function logging(now: Now, records: number, plan: Plan): Plan {
  const lost = records - now.room;
  if (lost <= 0) return plan;
  const text = `The log has room for ${now.room} of ${counted(records, 'record')}: the host is never told of the rest.`;
  return planned({ kind: 'lost', records: lost }, text, plan.acts);
}

export const NOTHING_OFFERED = 'Nothing is offered.';
export const NOTHING_ACCEPTED = 'Nothing is accepted.';
export const NO_FM_API = 'The FM-owned LD of this QEMU has no dynamic capacity commands.';
export const NO_NEIGHBOURS = 'No two accepted extents lie side by side.';
export const TOO_MANY_IN_USE = 'More extents are in use than the device supports.';
export const MAY_REFUSE = 'An offer waits: refusing it is allowed.';
export const NO_ROOM = 'No free capacity is left in the region.';
