import { invariant } from '../assert';
import type { DeviceConfig } from '../device/config';
import { ldOf, profileOf, withDecoder, type DeviceState } from '../device/device-state';
import { newDevice } from '../device/new-device';
import type { ExtentId } from '../extent';
import { countOf } from '../device/extent-list';
import type { ProfileId } from '../device/profiles/profile';
import { emptyRanges, type RangeMap } from '../persistent/range-map';
import { WINDOW_BASE } from '../guest-memory/decoder';
import { newHost, type HostState, type Range } from '../host/host-state';
import { settledRegion, withNewRegion } from '../host/new-region';
import type { TwinId } from '../host/twin-id';
import type { Partition } from '../host/twin';
import { twins } from '../host/twins';
import type { Whole } from '../whole';

/** What the fabric manager asked for on a range. It is never told what became of it. */
export interface FmClaim {
  /** The extent that the request is about; 0 where there was none. */
  readonly extent: ExtentId;
  readonly request: 'add' | 'release';
}

/** Everything there is at one tick: plain data, shared with the ticks around it. */
export interface SimulationState {
  readonly device: DeviceState;
  readonly host: HostState;
  readonly fmAsked: RangeMap<FmClaim>;
  /** Virtual time in nanoseconds; it moves by an action only. */
  readonly clock: number;
  readonly tick: number;
  /** What the host learnt of the regions when its driver was loaded. */
  readonly partitions: readonly Partition[];
}

/** A host of a state; the first, where none is named. There is one today. */
export function hostOf({ host }: SimulationState, id = 0): HostState {
  invariant(id === 0, 'there is the host');
  return host;
}

export const copyOfState = (state: SimulationState): Whole<SimulationState> => ({
  device: state.device,
  host: state.host,
  fmAsked: state.fmAsked,
  clock: state.clock,
  tick: state.tick,
  partitions: state.partitions,
});

/** The state with some members changed. */
export const stateWith = (
  state: SimulationState,
  changes: Partial<SimulationState>,
): SimulationState => Object.assign(copyOfState(state), changes);

/** How a run begins. */
export interface Start {
  readonly profile: ProfileId;
  readonly device: DeviceConfig;
  /** `decoder` is the region that the host has from the start; none when it is empty. */
  readonly host: {
    readonly twin: TwinId;
    readonly decoder: Range;
    readonly seed?: number;
    /** QEMU's option of the host bridge by which it can map more than one region of a device. */
    readonly hdmForPassthrough?: true;
    /** Host physical address of the memory window, where it is not that of a small machine. */
    readonly window?: number;
  };
}

/** Seed of the random twin where none is given. */
const SEED = 1;

/** The state before the first step. The configuration has been checked. */
export function startState({ profile, device, host }: Start): SimulationState {
  const state = withDecoder(newDevice(profile, device), host.decoder);
  return copyOfState({
    device: state,
    host: hostAtStart(host, state),
    fmAsked: emptyRanges(),
    clock: 0,
    tick: 0,
    partitions: partitionsOf(state),
  });
}

/** The host of a start. Where capacity was accepted before, it asks for that first, as for any new region. */
function hostAtStart(
  { twin, decoder, seed, hdmForPassthrough, window }: Start['host'],
  device: DeviceState,
): HostState {
  const { series } = twins[twin];
  const several = hdmForPassthrough === true || profileOf(device).hostRegions === 'many';
  const board = { window: window ?? WINDOW_BASE, several };
  const host = newHost({ twin, random: seed ?? SEED, board });
  if (decoder.length === 0) return host;
  const made = withNewRegion(host, decoder, { series });
  if (countOf(ldOf(device).accepted) > 0) return made;
  return settledRegion(made, 0);
}

/** What a driver that is loaded now learns of the regions. */
export const partitionsOf = (device: DeviceState): readonly Partition[] =>
  ldOf(device).regions.map(({ base, length, sharable }) => ({ start: base, length, sharable }));
