import type { DeviceConfig } from '../../device/config';
import type { ProfileId } from '../../device/profiles/profile';
import type { TwinId } from '../../host/twin-id';
import type { FmRequest } from '../fm-request';
import type { Annotated } from './marked';

/** The version this build writes; it reads all up to it. */
export const scenarioVersion = 1;

/** Another way the run went on: it has its first `from` steps in common with the scenario's own actions. */
export interface ScenarioBranch extends Annotated {
  readonly name: string;
  readonly from: number;
  readonly queue: readonly FmRequest[];
}

/** A run, by its inputs only. The same text is the file, what a link carries, the lesson and the test. */
export interface Scenario extends Annotated {
  readonly title: string;
  readonly about?: string;
  readonly profile: ProfileId;
  readonly device: DeviceConfig;
  readonly host: {
    readonly twin: TwinId;
    /** The region that the host has from the start; none when it is empty. */
    readonly decoder: { readonly start: number; readonly length: number };
    /** Seeds the random twin. */
    readonly seed?: number;
    readonly hdmForPassthrough?: true;
  };
  /** Requests pasted but not sent yet. */
  readonly queue: readonly FmRequest[];
  /** What the branch of these actions is called, and the others that were kept. */
  readonly branch?: string;
  readonly branches?: readonly ScenarioBranch[];
}
