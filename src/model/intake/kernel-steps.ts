import { ldOf } from '../device/device-state';
import type { QmpRequest } from '../qmp/answer';
import { usualRequest } from '../simulation/scenario/scenario-forms';
import type { SimulationState } from '../simulation/state';
import type { Finding } from './finding';
import type { Placed } from './placed';

type SeenRecord = Extract<Placed, { readonly what: 'record' }>;

/** Records of one request are made within so many nanoseconds. */
const ONE_REQUEST = 1e6;

/** Whether a record ends its chain: the text says so, or the next one is of another request. */
export function endsChain(record: SeenRecord, next: Placed | undefined): boolean {
  if (record.isLast !== undefined) return record.isLast;
  if (next?.what !== 'record' || next.verb !== record.verb) return true;
  return Math.abs((next.time ?? 0) - (record.time ?? 0)) > ONE_REQUEST;
}

/** What a record of dynamic capacity says. */
export type Recorded = Pick<Extract<Finding, { readonly what: 'record' }>, 'verb' | 'extent'>;

/** The request behind the records of a chain; several where they lie in several regions, none where in none. */
export function requestsOf(
  records: readonly Recorded[],
  state: SimulationState,
): readonly QmpRequest[] {
  const { regions } = ldOf(state.device);
  const requests: { verb: 'add' | 'release'; region: number; pairs: [number, number][] }[] = [];
  for (const { verb, extent } of records) {
    const region = regions.findIndex(
      ({ base, length }) => extent.start >= base && extent.start < base + length,
    );
    const base = regions[region]?.base;
    if (base === undefined) continue;
    const pair: [number, number] = [extent.start - base, extent.length];
    const last = requests.at(-1);
    if (last?.region === region && last.verb === verb) last.pairs.push(pair);
    else requests.push({ verb, region, pairs: [pair] });
  }
  return requests.map((each) => usualRequest(each.verb, state.device.config.id, each));
}

/** The lines of a log with the region numbers of the model: the first that is named is its first. */
export function renumbered(line: string, regions: Map<string, number>): string {
  return line.replace(
    /\b(region|dax_region|extent|dax|_r)(\d+)(?=\b|\.)/g,
    (whole, word: string, digits: string) => {
      if (!regions.has(digits)) regions.set(digits, regions.size);
      return `${word}${regions.get(digits) ?? whole}`;
    },
  );
}
