import type { ChipState, DrawnState, EntityId } from './vocabulary';

export interface FieldView {
  /** Unique within its tab: `entries[0].startDpa`. */
  readonly path: string;
  readonly label: string;
  readonly offset: number;
  readonly size: number;
  readonly type: string;
  readonly value: string;
  /** Worked out by us, not on the wire: shown in [brackets]. */
  readonly derived?: string;
  readonly reserved: boolean;
  /** The field the refusing rule looked at. */
  readonly bad: boolean;
  readonly entities: readonly EntityId[];
}

export interface BytesTab {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly fields: readonly FieldView[];
}

export interface BytesView {
  readonly tabs: readonly BytesTab[];
  /** The tab that tells most about the present step. */
  readonly front: string;
}

/** What is known of one entity. Asked for on selection. */
export interface InspectorView {
  readonly id: EntityId;
  readonly title: string;
  readonly state?: ChipState;
  readonly summary: string;
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly derived: boolean;
  }[];
  /** The bitmap around the entity. */
  readonly bits?: {
    readonly region: string;
    readonly cells: readonly {
      readonly block: number;
      readonly bit: 0 | 1;
      readonly state: DrawnState;
      readonly inside: boolean;
      readonly changed: boolean;
    }[];
  };
}
