import type { BytesTab } from './bytes';
import type { EntityId } from './vocabulary';

/** One field of a mailbox register. */
export interface RegisterField {
  readonly label: string;
  /** Bits as the spec writes them: `47:32`, or `0`. */
  readonly bits: string;
  readonly value: string;
  readonly derived?: string;
}

/** One device register as a driver reads it. */
export interface RegisterView {
  readonly id: EntityId;
  readonly name: string;
  /** Offset in BAR2, in bytes. */
  readonly offset: number;
  /** Width in bytes. */
  readonly width: number;
  readonly value: string;
  /** Who may write it, and what QEMU does with odd accesses. */
  readonly access: string;
  readonly changed: boolean;
  readonly fields: readonly RegisterField[];
}

export interface RegistersView {
  /** Why there are none. */
  readonly absent?: string;
  readonly registers: readonly RegisterView[];
  readonly interrupts: string;
  /** The table a driver reads through DOE. */
  readonly cdat: BytesTab;
}

/** 16 bytes of device memory, and whether a guest may touch them. */
export interface MemoryRow {
  readonly dpa: number;
  readonly bytes: Uint8Array;
  readonly state: 'static' | 'backed' | 'unbacked' | 'noDecoder';
  /** Bytes of the row that this step wrote or read, as offsets in the row. */
  readonly touched: readonly number[];
}

export interface MemoryView {
  /** First and one-past-last DPA of the device. */
  readonly from: number;
  readonly to: number;
  /** Where the decoder maps: HPA = DPA + this; absent while none is committed. */
  readonly hpaOffset?: number;
  readonly decoded: { readonly from: number; readonly to: number };
  readonly writtenBytes: number;
  /** The pages that hold data, as DPAs, the first few. */
  readonly pages: readonly number[];
  /** What the last guest access of this step came to. */
  readonly last?: string;
}

/** A field of a command's input as the console asks for it. */
export interface InputField {
  readonly path: string;
  readonly label: string;
  readonly offset: number;
  readonly size: number;
  readonly type: string;
  readonly reserved: boolean;
}

/** A command of the device, for the console. */
export interface CommandForm {
  readonly opcode: number;
  /** `4802h` */
  readonly number: string;
  readonly name: string;
  readonly to: 'primary' | 'fmLd' | 'switch';
  readonly section: string;
  readonly effects: string;
  readonly modelled: boolean;
  /** Fixed input length in bytes, or absent where it varies. */
  readonly length?: number;
  /** The input to begin with, as hex. */
  readonly usual: string;
  readonly fields: readonly InputField[];
  /** The list that follows the header, if any. */
  readonly items?: {
    readonly name: string;
    /** The field that tells how many items there are. */
    readonly countField?: string;
    readonly fields: readonly InputField[];
  };
}
