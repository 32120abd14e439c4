import type { Timeline } from '../../simulation/run/timeline';

/** What an export is made of: a run up to a step, and the address where it can be opened, if there is one. */
export interface ExportSubject {
  readonly timeline: Timeline;
  readonly step: number;
  readonly address?: string;
}

/** The frames up to the step, those that are switched off left out. */
export const framesOf = ({ timeline, step }: ExportSubject): Timeline['frames'] =>
  timeline.frames.slice(0, step).filter(({ off }) => !off);
