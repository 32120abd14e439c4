import type { LaneMarks } from './lanes';
import type { Actor, EntityId, Tone } from './vocabulary';

/** One step of the list. */
export interface StepRow extends LaneMarks {
  readonly step: number;
  readonly id: EntityId;
  /** Recorded in the run, or an FM request that waits to be sent. */
  readonly status: 'done' | 'queued';
  readonly actor: Actor;
  /** What the acting side does, and what the device then holds. */
  readonly says: string;
  readonly effect: string;
  readonly opcode?: string;
  readonly tone: Tone;
  readonly entities: readonly EntityId[];
  /** Of a move of the host's own: the step of the action it answers. */
  readonly under?: number;
  /** Switched off: it stays at its place and nothing comes of it. */
  readonly off: boolean;
  readonly note?: string;
  readonly bookmarked: boolean;
  /** Something is expected of it. */
  readonly checked: boolean;
  /** Why it does not apply here, and what would mend it. */
  readonly cannot?: string;
}
