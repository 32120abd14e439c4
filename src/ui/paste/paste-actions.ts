import type { Card } from '../../model/view/page';
import type { PasteChoices, PasteView } from '../../model/view/page/paste';
import { openRun, seek, sendEdit } from '../simulator/actions';
import { ask } from '../simulator/connect';

/**
 * Opens the run of a text in place of the one on the page: the one that it is or names, else the one it stands for, at
 * the step of the first difference where text and model part.
 */
export async function openPasted(
  text: string,
  choices: PasteChoices,
  { opens, compared, agree }: Pick<PasteView, 'opens' | 'compared' | 'agree'>,
): Promise<Card | undefined> {
  if (opens !== undefined) {
    await openRun(
      opens.kind === 'link'
        ? { kind: 'link', fragment: opens.fragment }
        : { kind: 'scenario', text: opens.text },
    );
    return undefined;
  }
  const scenario = await ask('pastedScenario', text, choices);
  if (scenario === undefined) return undefined;
  const { opened } = await openRun({ kind: 'scenario', text: scenario });
  const differs = compared[agree];
  if (opened && differs !== undefined) await seek(differs.step);
  return undefined;
}

/** Adds what a text says behind the present step; the sheet shows why it cannot. */
export async function addPasted(text: string): Promise<Card | undefined> {
  const answer = await sendEdit((api) => api.addPasted(text));
  return answer?.problem;
}
