import { ldOf } from '../device/device-state';
import type { Expectation } from '../simulation/scenario/expectation-schema';
import type { SimulationState } from '../simulation/state';
import type { FoundExtent, SeenState } from './finding';

/** What a list shows, as a check: its offsets become DPAs by the regions that host and device have at that moment. */
export function checkOf(seen: SeenState, state: SimulationState): Expectation {
  const { accepted, pending, hostExtents, dax } = seen;
  const base = ldOf(state.device).regions[0]?.base ?? 0;
  const isRelative = accepted?.some(({ start }) => start < base) === true;
  return {
    ...(accepted === undefined
      ? {}
      : { accepted: accepted.map((extent) => placed(extent, isRelative ? base : 0)) }),
    ...(pending === undefined ? {} : { pending }),
    ...(hostExtents === undefined
      ? {}
      : {
          hostExtents: hostExtents.map((extent) =>
            placed(extent, state.host.regions[extent.region]?.start ?? base),
          ),
        }),
    ...(dax === undefined ? {} : { dax: dax.map(({ name, size }) => ({ name, size })) }),
  };
}

type Placed = [start: number, length: number] | [start: number, length: number, tag: string];

const noTag = '00000000-0000-0000-0000-000000000000';

const placed = ({ start, length, tag }: FoundExtent, base: number): Placed =>
  tag === undefined || tag === noTag ? [base + start, length] : [base + start, length, tag];
