import type { Card } from '../../model/view/page';

/** What browsers say of a part of the program that is no longer there: the page was replaced by a newer build. */
const isReplaced = (why: string): boolean => /dynamically imported module|module script/i.test(why);

/** Of a request that the simulator threw at. */
export function bugCard(why: string): Card {
  if (isReplaced(why)) return replacedCard(why);
  return {
    title: 'The simulator met a case it does not handle',
    what: 'The request was dropped; the run is as it was before.',
    where: [],
    why: 'This is a fault of DCDscope, not of your sequence.',
    evidence: [why],
    fix: 'Undo the last edit or go on; please report it together with a link to the run.',
  };
}

function replacedCard(why: string): Card {
  return {
    title: 'This page is older than the program',
    what: 'A part that was needed now is no longer there; the run is as it was before.',
    where: [],
    why: 'A newer build has taken the place of the one that this page was loaded from, or the network is gone.',
    evidence: [why],
    fix: 'Reload the page. Your drafts are kept in this browser.',
  };
}

/** Of a worker that does not start again. */
export function deadCard(why: string): Card {
  return {
    title: 'The simulator does not start',
    what: 'The page lost its worker and a new one stopped as well.',
    where: [],
    why: 'The worker script did not load, or the run makes it fail.',
    evidence: [why],
    fix: 'Reload the page. Your drafts are kept in this browser.',
  };
}
