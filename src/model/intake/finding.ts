import type { DeviceConfig } from '../device/config';
import type { MachineDeed } from '../simulation/deeds';
import type { FmRequest } from '../simulation/fm-request';
import type { JsonValue } from '../json';
import type { GenerationId } from './generations';
import type { LineKind } from './kinds';

/** A device that a text describes. */
export interface FoundDevice {
  readonly config: DeviceConfig;
  /** Decoder window in bytes of DPA, where the text tells one; absent: all of region 0. */
  readonly decoder?: { readonly start: number; readonly length: number };
  /** Read off a command line, or worked out from replies. */
  readonly from: 'seen' | 'inferred';
  /** How it is plugged in, in words: `behind a switch (dsp0)`. */
  readonly plugged?: string;
  /** What QEMU 10.0 and later say in place of starting, where the 2023 series starts. */
  readonly refusedToday?: string;
}

/** An extent that an event record, a log or a shorthand names. DPA and length in bytes; a tag is a UUID of small letters. */
export interface FoundExtent {
  readonly start: number;
  readonly length: number;
  readonly tag?: string;
  readonly sharedSeq?: number;
}

/**
 * One thing that a text says. What was done (`request`, `command`, `deed`) becomes a step; what was seen becomes a check
 * of the step before it.
 */
export type Finding =
  | { readonly what: 'device'; readonly device: FoundDevice }
  | {
      readonly what: 'request';
      readonly request: FmRequest;
      /** Absent for requests that every generation has. */
      readonly generation?: GenerationId;
    }
  /** `qmp_capabilities`: QEMU answers it, and nothing of the device changes. */
  | { readonly what: 'negotiation' }
  /** What QEMU answered to the request before it. */
  | { readonly what: 'reply'; readonly reply: SeenReply }
  /** `11.1.3` */
  | { readonly what: 'version'; readonly version: string }
  | { readonly what: 'command'; readonly opcode: number; readonly payload: Uint8Array }
  /** What the device answered to the command before it. */
  | { readonly what: 'response'; readonly code: number; readonly output: Uint8Array }
  /** Records of the dynamic capacity log that somebody read. `isLast` is absent where the text does not tell. */
  | {
      readonly what: 'record';
      readonly verb: 'add' | 'release';
      readonly extent: FoundExtent;
      readonly isLast?: boolean;
      /** When the device made it, in nanoseconds: records of one request are made within a moment. */
      readonly time?: number;
    }
  /** The length in bytes of the region of a host. */
  | { readonly what: 'mapped'; readonly length: number }
  /** The DPAs of a partition of dynamic capacity: one that the host names in a list of all, or the one that it uses. */
  | {
      readonly what: 'partition';
      readonly start: number;
      readonly length: number;
      readonly listed?: true;
    }
  /** A dax device of a host took capacity of its region: the length in bytes of its first range. */
  | { readonly what: 'taken'; readonly dax: string; readonly length: number }
  /** A dax device of a host is gone. */
  | { readonly what: 'freed'; readonly dax: string }
  /** What a host printed, without time stamp and prefix. */
  | { readonly what: 'printed'; readonly line: string }
  | { readonly what: 'deed'; readonly deed: MachineDeed }
  /** A region made over a partition of the device, from 1; of all of it where no length in bytes is said. */
  | { readonly what: 'created'; readonly partition: number; readonly length?: number }
  /** Offsets and lengths in a region, as menus of test scripts take them in MiB. */
  | {
      readonly what: 'shorthand';
      readonly verb: 'add' | 'release';
      readonly extents: readonly FoundExtent[];
    }
  /** What is true at this place of the text. */
  | { readonly what: 'state'; readonly seen: SeenState }
  | { readonly what: 'series'; readonly series: 'linux-v9' | 'linux-v11'; readonly because: string }
  | { readonly what: 'scenario'; readonly text: string }
  | { readonly what: 'link'; readonly fragment: string };

/** What a list of the host or of the device shows. Addresses and lengths in bytes. */
export interface SeenState {
  /** What the device holds: DPAs, or offsets from the first byte of dynamic capacity where they lie before it. */
  readonly accepted?: readonly FoundExtent[];
  /** Offers that wait. */
  readonly pending?: number;
  /** What the host shows: each extent begins so many bytes after the begin of a region, counted from 0 in the list. */
  readonly hostExtents?: readonly (FoundExtent & { readonly region: number })[];
  readonly dax?: readonly { readonly name: string; readonly size: number }[];
}

export type SeenReply =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly desc: string };

/** What to know about lines that were read, or why they were not: what, and what to do. */
export interface Remark {
  /** `repaired` was mended, `dropped` is left out, `unread` could not be read. */
  readonly kind: 'repaired' | 'dropped' | 'unread' | 'note';
  readonly text: string;
  readonly fix?: string;
}

/** What a reader made of some lines. */
export interface Reading {
  readonly kind: LineKind;
  /** How many lines it took. */
  readonly lines: number;
  readonly findings: readonly Finding[];
  readonly remarks?: readonly Remark[];
}
