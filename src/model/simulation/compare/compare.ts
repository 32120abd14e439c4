import type { ProfileId } from '../../device/profiles/profile';
import type { TwinId } from '../../host/twin-id';
import { HOST_MOVE, isHostMove } from '../action';
import {
  groupsOf,
  paired,
  rowsOf,
  sideBySide,
  type CompareRow,
  type Group,
  type IsInput,
} from './compare-align';
import { entryFor } from '../scenario/entry';
import { nextMove } from '../steps/host-step';
import { startState, type SimulationState, type Start } from '../state';
import { frameOf, stateAt, type Frame, type Timeline } from '../run/timeline';

/** Two runs row by row. A is the run as it was recorded. */
export interface Comparison {
  readonly a: Timeline;
  readonly b: Timeline;
  readonly rows: readonly CompareRow[];
  /** Steps at which B's host was stopped although it had more to do. */
  readonly stopped: readonly number[];
  /** How often B's host moved by itself, where B is A's inputs played anew. */
  readonly moves?: number;
}

/** Moves that a host is given after one input. */
export const MOST_MOVES = 300;

const isInput: IsInput = (action) => !isHostMove(action);

/** A choice of another host is no input where the hosts are what is compared. */
const isInputOfAnyHost: IsInput = (action) => isInput(action) && action.kind !== 'twin';

/** The run against the same inputs with another host from the start. */
export const againstTwin = (run: Timeline, twin: TwinId, most = MOST_MOVES): Comparison =>
  againstStart(run, { ...run.start, host: { ...run.start.host, twin } }, isInputOfAnyHost, most);

/** The run against the same inputs on another device. Its configuration has been checked. */
export const againstProfile = (run: Timeline, profile: ProfileId): Comparison =>
  againstStart(run, { ...run.start, profile }, isInput, MOST_MOVES);

/** Two runs as they are. */
export const againstRun = (a: Timeline, b: Timeline): Comparison => ({
  a,
  b,
  rows: rowsOf(paired(groupsOf(a.frames, isInput), groupsOf(b.frames, isInput))),
  stopped: [],
});

function againstStart(a: Timeline, start: Start, isInputHere: IsInput, most: number): Comparison {
  const first = startState(start);
  const frames: Frame[] = [];
  const stopped: number[] = [];
  const groups = groupsOf(a.frames, isInputHere);
  const latest = (): SimulationState => frames.at(-1)?.state ?? first;
  const others = groups.map((group): Group => {
    const from = frames.length;
    const input = group.input === undefined ? undefined : a.frames[group.from];
    if (input !== undefined) frames.push(frameOf(latest(), input));
    const given = movesOf(a, group) ?? most;
    frames.push(...movesAfter(latest(), given));
    if (given === most && nextMove(latest()) !== undefined) stopped.push(frames.length);
    return { from, to: frames.length, input: group.input };
  });
  const b: Timeline = { ...a, start, first, frames, queue: [] };
  const moves = frames.filter(({ action }) => isHostMove(action)).length;
  return { a, b, rows: rowsOf(sideBySide(groups, others)), stopped, moves };
}

/** How many moves A's host made after an input. Where it came to rest, B's may go on until it does too. */
function movesOf(run: Timeline, { from, to }: Group): number | undefined {
  if (nextMove(stateAt(run, to)) === undefined) return undefined;
  return run.frames.slice(from, to).filter(({ action, off }) => isHostMove(action) && !off).length;
}

function movesAfter(before: SimulationState, most: number): readonly Frame[] {
  const moves: Frame[] = [];
  let state = before;
  while (moves.length < most && nextMove(state) !== undefined) {
    const frame = frameOf(state, entryFor(HOST_MOVE));
    moves.push(frame);
    state = frame.state;
  }
  return moves;
}
