import type { MapWindow } from '../model/index';
import type { Answer, RunEdit, RunSource, UserAct, When } from './messages';
import type { QueryAnswer, QueryArgs, QueryName } from './queries';

export type {
  Answer,
  DeviceForm,
  KeptTail,
  RunEdit,
  RunSource,
  ShareAnswer,
  ShareWish,
  Update,
  UserAct,
  When,
} from './messages';
export type { QueryAnswer, QueryArgs, QueryName };

/** The worker as the page sees it; the same class answers in tests without a worker. */
export interface SimulatorApi {
  /** Opens a run under the name that answers give it. A new device can be undone; it takes the place of the run that was open. */
  open(source: RunSource, run?: string): Promise<Answer>;
  /** All slices, whatever was sent before. */
  everything(): Promise<Answer>;
  /** One step forward: the recorded one, else the host's next move, else the next queued FM request. */
  advance(): Promise<Answer>;
  seek(step: number): Promise<Answer>;
  /** The part of a region that its map shows from now on; without it the whole. Another run starts with the whole. */
  look(window?: MapWindow): Promise<Answer>;
  act(act: UserAct): Promise<Answer>;
  /** Changes the run: steps, their marks, branches. Undo takes each back. */
  edit(edit: RunEdit): Promise<Answer>;
  /** Requests as text: QMP, one or more JSON objects; or lines for the files of the mock. `now` sends them at the present step, `queue` after the host is idle, `first` the first now and the others then. */
  submitQmp(text: string, when: When): Promise<Answer>;
  /** Adds the steps of a pasted text behind the present one, with the checks that it stands for. */
  addPasted(text: string): Promise<Answer>;
  /** Makes one of them, the host's own moves in it too: one edit. */
  doProvocation(id: string): Promise<Answer>;
  /** What a query of the table gives at the step looked at; it changes nothing. */
  ask<N extends QueryName>(name: N, ...args: QueryArgs<N>): Promise<QueryAnswer<N> | undefined>;
  undo(): Promise<Answer>;
  redo(): Promise<Answer>;
}
