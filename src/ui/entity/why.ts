import type { EntityId, WhyLink } from '../../model/view/page';
import { seek } from '../simulator/actions';
import { select } from './highlight';
import { followWhy, linksNow, wantWhy } from '../state/links';
import { showDrawer } from '../state/preferences';
import { pageNow } from '../state/run';

/** Asks why what the pointer or the focus is on is as it is, else what is selected or was refused, and goes to the answer. */
export function askWhy(): void {
  const { hover, selection } = linksNow();
  const inside = document.activeElement?.closest('.pane-why') !== null;
  const ids = hover.size > 0 && !inside ? hover : selection;
  const refused = ids.size === 0 ? refusedStep() : undefined;
  showDrawer('step');
  if (refused !== undefined) select([refused]);
  else if (ids !== selection) select([...ids]);
  wantWhy(true);
}

/** What is asked about while nothing is pointed at: the refusal of the step looked at, if it was refused. */
function refusedStep(): EntityId | undefined {
  const page = pageNow();
  return page?.outcome.refusal === undefined ? undefined : `code:${page.run.step}`;
}

/** Asks why one thing is as it is. */
export function whyOf(id: EntityId): void {
  select([id]);
  showDrawer('step');
  wantWhy(true);
}

/** Goes to the step of a link and lights what it speaks of; the question stays the one that was asked. */
export async function followLink({ step, n, entities }: WhyLink): Promise<void> {
  const { why } = linksNow();
  if (why === undefined) return;
  followWhy({ step, n }, [why.view.id, ...entities]);
  await seek(step);
}

/** Goes to the step of a link, and to the rule that decided there. */
export async function showRule(link: WhyLink, rule: EntityId): Promise<void> {
  await followLink({ ...link, entities: [rule] });
  const rungs = [...document.querySelectorAll<HTMLElement>('[data-rule]')];
  rungs.find(({ dataset }) => dataset['rule'] === rule)?.focus();
}
