import { holders } from '../host/dax-devices';
import type { HostDeed } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import { happeningsOf } from '../view/scene/gather';
import { deviceWith, R0, run, type Described } from './run';
import { deed, settled } from './settle';

/** Start and length in MiB. */
export const mib = (start: number, length: number): readonly [number, number] => [
  start * MiB,
  length * MiB,
];

/** A device of 256 MiB static and two regions of 512 MiB, with a host that has no CXL region yet. */
export const bare = (described: Described = {}): SimulationState =>
  deviceWith({ twin: 'linux-v11', decoder: [0, 0], ...described });

export const create = (start: number, length: number): HostDeed => ({
  deed: 'createRegion',
  start,
  length,
});

/** The same once the host has a CXL region over region 0. */
export const ready = (twin: Described['twin'] = 'linux-v11'): SimulationState =>
  settled(bare({ twin }), deed(create(R0, 512 * MiB))).state;

export const claim = (of: string, size?: number): HostDeed => ({
  deed: 'claim',
  region: 0,
  of,
  ...(size === undefined ? {} : { size }),
});

/** What and why of a refusal, and the lines of kernel and tool. It changes nothing. */
export function refusal(state: SimulationState, what: HostDeed): readonly string[] {
  const { reply, happenings, state: after } = run(state, deed(what));
  if (after.host !== state.host || after.device !== state.device) return ['it changed'];
  if (reply.kind !== 'cannot' || reply.fix === '') return [reply.kind];
  return [
    reply.what,
    reply.why,
    ...happeningsOf(happenings, 'hostPrinted').map(({ line }) => line.text),
  ];
}

/** `dax0.1 0+64 device_dax` for each dax device that holds capacity, in MiB from the base of region 0. */
export const ranges = ({ host }: SimulationState): readonly string[] =>
  holders(host).map(({ id, ranges: of, driver }) =>
    [id, ...of.map(({ start, length }) => `${(start - R0) / MiB}+${length / MiB}`), driver].join(
      ' ',
    ),
  );
