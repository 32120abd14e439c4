import type { DeviceConfig } from '../device/config';
import { newDevice, withDecoder, type DeviceState } from '../device/device-state';
import type { ExtentId } from '../device/extent';
import type { ProfileId } from '../device/profile';
import { emptyRanges, type RangeMap } from '../device/range-map';
import { newHost, type HostState } from '../host/host-state';
import type { TwinId } from '../host/twin-id';
import type { HostSees } from '../host/twin';

/** What the fabric manager asked for on a range. It is never told what became of it. */
export interface Asked {
  readonly extent: ExtentId;
  readonly state: 'offered' | 'askedBack';
}

/** Everything there is at one tick: plain data, shared with the ticks around it. */
export interface SimulationState {
  readonly device: DeviceState;
  readonly host: HostState;
  readonly fmAsked: RangeMap<Asked>;
  /** Virtual time in nanoseconds; it moves by an action only. */
  readonly clock: number;
  readonly tick: number;
  /** What the host learnt when its driver was loaded. */
  readonly partition: HostSees['partition'];
}

/** How a run begins. */
export interface Start {
  readonly profile: ProfileId;
  readonly device: DeviceConfig;
  readonly host: { readonly twin: TwinId; readonly decoder: HostState['decoder'] };
}

/** The state before the first step. The configuration has been checked. */
export function startState({ profile, device, host }: Start): SimulationState {
  const state = withDecoder(newDevice(profile, device), host.decoder);
  const first = state.lds[0].regions[0];
  return {
    device: state,
    host: newHost(host.twin, host.decoder),
    fmAsked: emptyRanges(),
    clock: 0,
    tick: 0,
    partition: first === undefined ? undefined : { start: first.base, length: first.length },
  };
}
