import type { Card } from '../../model/view/page';
import { newId } from './draft';
import { forgetOldDraft, noteStep, oldDraft, pendingOf } from './journal';
import { titleIn } from './rules';
import { keepDraft } from './vault';

/** Makes the one draft of earlier versions one of the many. Gives its id, if there was one. */
export async function arrangeOld(): Promise<string | undefined> {
  const old = oldDraft();
  if (old === undefined) return undefined;
  const id = newId();
  const head = {
    id,
    title: titleIn(old.text) ?? 'Draft',
    steps: stepsIn(old.text),
    step: old.step,
    changed: Date.now(),
    revision: newId(),
    strips: [],
  };
  const written = await keepDraft({ head, text: old.text }, undefined);
  noteStep(id, old.step);
  if (written === 'kept' || pendingOf(id) !== undefined) forgetOldDraft();
  return id;
}

/** Actions of a scenario, without its checks. */
function stepsIn(text: string): number {
  try {
    const scenario: unknown = JSON.parse(text);
    if (typeof scenario !== 'object' || scenario === null || !('actions' in scenario)) return 0;
    const { actions } = scenario;
    if (!Array.isArray(actions)) return 0;
    return actions.filter((entry: unknown) => !isCheck(entry)).length;
  } catch {
    return 0;
  }
}

const isCheck = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'expect' in entry;

/** An address of a draft that this browser does not have. */
export const noDraftCard: Card = {
  title: 'This draft is not in this browser',
  what: 'The address names a draft. The page shows the example instead.',
  where: [],
  why: 'A draft lives in the browser that made it. It may also have been deleted more than 30 days ago.',
  evidence: [],
  fix: 'Ask whoever sent the address to press Share and send that link: it carries the whole run. Your own drafts are in the menu at the title.',
};
