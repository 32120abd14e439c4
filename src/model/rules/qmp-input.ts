import type { Ld } from '../device/device-state';
import type { DcArguments } from '../qmp-schema/schema';

/** What the rules of both QMP commands look at. */
export interface QmpInput {
  readonly ld: Ld;
  /** Object id of the device in QEMU's tree. */
  readonly deviceId: string;
  readonly args: DcArguments;
}

/** Section of rules that only the emulation has. */
export const QEMU = 'QEMU';
/** A QMP error with this text. */
export const error = (desc: string): { readonly kind: 'desc'; readonly desc: string } => ({
  kind: 'desc',
  desc,
});
