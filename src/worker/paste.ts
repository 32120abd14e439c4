import {
  actedAll,
  type Card,
  type Choices,
  entryOfStep,
  findingsOf,
  passagesOf,
  type PasteChoices,
  pastedRun,
  type PasteView,
  pasteView,
  type Present,
  profiles,
  type RunPosition,
  scenarioOf,
  stateAt,
  stepsOf,
  tailName,
  writeScenario,
} from '../model/index';
import { isProfile, isTwin } from './acts';
import { edited, type Outcome, type Session } from './session';

const presentOf = ({ timeline, step }: RunPosition): Present => {
  const { profile, device } = timeline.start;
  return { profile, device, twin: stateAt(timeline, step).host.twin };
};

/** Choices as the page sends them; a name that nothing has is no choice. */
function choicesOf({ profile, twin, device, mapped }: PasteChoices): Choices {
  return {
    ...(profile !== undefined && isProfile(profile) ? { profile } : {}),
    ...(twin !== undefined && isTwin(twin) ? { twin } : {}),
    ...(device === undefined ? {} : { device }),
    ...(mapped === undefined ? {} : { mapped }),
  };
}

/** What a text was understood as beside a run. */
export const pastedAt = (moment: RunPosition, text: string, choices: PasteChoices): PasteView =>
  pasteView(text, presentOf(moment), choicesOf(choices));

/** The run of a text as scenario JSON. */
export function pastedScenario(
  moment: RunPosition,
  text: string,
  choices: PasteChoices,
): string | undefined {
  const { timeline } = pastedRun(passagesOf(text), presentOf(moment), choicesOf(choices));
  return timeline === undefined ? undefined : writeScenario(scenarioOf(timeline));
}

/** Adds what a text says to the run at the present step, on the device that is there. */
export function addPasted(session: Session, text: string): Outcome {
  const { moment } = session;
  const { profile } = presentOf(moment);
  const state = stateAt(moment.timeline, moment.step);
  const { steps } = stepsOf(findingsOf(passagesOf(text)), { profile }, state);
  if (steps.length === 0) return { problem: nothingCard(profiles[profile].requests) };
  return edited(session, actedAll(moment, steps.map(entryOfStep), tailName(moment)));
}

const nothingCard = (requests: 'qmp' | 'lines'): Card => ({
  title: 'Nothing to add',
  what: 'The text names nothing that could be done on the device of this run.',
  where: [],
  why: 'A device in a text is left out where its steps are added to a run.',
  evidence: [],
  fix:
    requests === 'qmp'
      ? 'Paste QMP requests or mailbox commands, or open the text as a new run.'
      : 'Paste lines for the files of cxl_test, or open the text as a new run.',
});
