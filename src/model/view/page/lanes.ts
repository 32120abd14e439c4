import type { Actor, EntityId } from './vocabulary';

/** Who a message can come from and go to. `memory` is who uses the capacity: guests, dax devices, memory blocks. */
export type Lane = Actor | 'memory';

/** How one step is drawn between the lanes. */
export interface LaneMarks {
  /** In whose lane its words stand. */
  readonly lane: Lane;
  /** Where its message goes; absent when the step stays in its lane. */
  readonly to?: Lane;
  /** No message on a wire says this: the page works it out, or someone outside did it. */
  readonly derived: boolean;
  /** What came back, short and in words: `00h` and `Success`, `{}` and `granted`. */
  readonly answer?: { readonly code: string; readonly text: string };
  /** MSI-X vectors the device raised. */
  readonly interrupts: readonly number[];
}

/** Steps that belong together in one lane, drawn as a bracket beside them. */
export interface LaneSpan {
  readonly id: EntityId;
  readonly lane: 'device' | 'host';
  /** A chain of records joined by More; a host that waits for the rest of one. */
  readonly kind: 'chain' | 'waiting';
  /** Brackets of the same lane that overlap stand beside each other: 0 is next to the words. */
  readonly track: number;
  readonly from: number;
  /** Absent while it has not ended. */
  readonly to?: number;
  /** Steps in between in which the host read records of it. */
  readonly reads: readonly number[];
  /** Until when a host waits, as it stands in the row where it begins. */
  readonly label?: string;
  /** The same in words, for a tooltip and for a screen reader. */
  readonly text: string;
  readonly entities: readonly EntityId[];
}

/** What is drawn over the rows of the whole run. */
export interface LanesView {
  /** The run has a use of the capacity, so that lane is drawn. */
  readonly memory: boolean;
  /** In the order of their first step. */
  readonly spans: readonly LaneSpan[];
}
