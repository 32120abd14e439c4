import type { DrawnState } from '../../model/view/page';

/** Cells that are drawn alike: the state, the first cell and how many. A strip has `stripCells` of them; the rest is free. */
export interface StripSpan {
  readonly state: DrawnState;
  readonly from: number;
  readonly cells: number;
}

/** What is known of a draft without its run. Times are in ms since 1970. */
export interface DraftHead {
  readonly id: string;
  /** The name of the run. */
  readonly title: string;
  readonly steps: number;
  /** The step looked at. */
  readonly step: number;
  readonly changed: number;
  /** Another with each change: whoever has another one has not seen the last change. */
  readonly revision: string;
  /** The regions at the step looked at. */
  readonly strips: readonly (readonly StripSpan[])[];
  readonly deleted?: number | undefined;
}

/** A draft and the scenario that plays its run. */
export interface Draft {
  readonly head: DraftHead;
  readonly text: string;
}

/** What is to be written of a draft; its text stays where none is given. */
export interface Change {
  readonly head: DraftHead;
  readonly text?: string;
}

/** Where drafts are kept. Everything may fail: the browser may refuse or be full. */
export interface DraftStore {
  readonly heads: () => Promise<readonly DraftHead[]>;
  readonly read: (id: string) => Promise<Draft | undefined>;
  /** Decides on what is there, and writes it, with nothing in between. Gives what was decided. */
  readonly change: <C extends Change | undefined>(
    id: string,
    decide: (there: DraftHead | undefined) => C,
  ) => Promise<C>;
  readonly remove: (ids: readonly string[]) => Promise<void>;
}

const members = Object.entries({
  id: 'string',
  title: 'string',
  steps: 'number',
  step: 'number',
  changed: 'number',
  revision: 'string',
});

/** Whether what came out of a storage is the head of a draft. */
export function isHead(value: unknown): value is DraftHead {
  if (typeof value !== 'object' || value === null) return false;
  const found = new Map<string, unknown>(Object.entries(value));
  return (
    members.every(([name, type]) => typeof found.get(name) === type) &&
    Array.isArray(found.get('strips'))
  );
}

/** A name that no other draft has: ten letters and digits. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
