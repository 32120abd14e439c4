import type { Card } from '../../model/view/page';
import type { PasteChoices } from '../../model/view/page/paste';
import { sendEdit, openRun } from '../simulator/actions';
import { ask } from '../simulator/connect';

/** Opens the run of a text in place of the one on the page. */
export async function openPasted(text: string, choices: PasteChoices): Promise<Card | undefined> {
  const scenario = await ask('pastedScenario', text, choices);
  if (scenario !== undefined) await openRun({ kind: 'scenario', text: scenario });
  return undefined;
}

/** Adds what a text says behind the present step; the sheet shows why it cannot. */
export async function addPasted(text: string): Promise<Card | undefined> {
  const answer = await sendEdit((api) => api.addPasted(text));
  return answer?.problem;
}
