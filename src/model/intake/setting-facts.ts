import type { DeviceConfig } from '../device/config';
import { type ProfileId } from '../device/profiles/profile';
import type { TwinId } from '../host/twin-id';
import type { GenerationId } from './generations';

import { type Of } from './placed';

/** The run that a page shows. */
export interface Present {
  readonly profile: ProfileId;
  readonly twin: TwinId;
  readonly device: DeviceConfig;
}

/** What a person says in place of what was worked out. */
export interface Choices {
  readonly profile?: ProfileId;
  readonly twin?: TwinId;
  /** Which of the devices in the text, from 0. */
  readonly device?: number;
  /** How much of region 0 the host has mapped, in bytes. */
  readonly mapped?: number;
}

/** What a pasted text is played on. */
export interface Setting {
  readonly profile: ProfileId;
  readonly profileBecause: string;
  readonly twin: TwinId;
  readonly twinBecause: string;
  readonly device: DeviceConfig;
  /** Read in the text, worked out from it, or the device on the page. */
  readonly deviceFrom: 'seen' | 'inferred' | 'present';
  readonly found: readonly Of<'device'>[];
  readonly chosen: number;
  readonly decoder: { readonly start: number; readonly length: number };
  readonly generation: GenerationId | undefined;
}
