import {
  againstProfile,
  againstRun,
  againstTwin,
  branchNames,
  type Card,
  type CompareAnswer,
  compareBook,
  type CompareBook,
  compareView,
  type CompareWith,
  configCard,
  configProblem,
  profiles,
  type RunPosition,
  timelineOfBranch,
} from '../model/index';
import { isProfile, isTwin } from './acts';
import { unknownCard } from './cards';

/** The comparison made last of each moment: its rows are looked at one after the other. */
const books = new WeakMap<RunPosition, { readonly key: string; readonly book: CompareBook }>();

/** The shown run against another, at a row; at the first that differs unless one is given. */
export function compared(moment: RunPosition, what: CompareWith, row?: number): CompareAnswer {
  const key = JSON.stringify(what);
  const known = books.get(moment);
  if (known?.key === key) return { view: compareView(known.book, row) };
  const book = bookOf(moment, what);
  if ('problem' in book) return book;
  books.set(moment, { key, book });
  return { view: compareView(book, row) };
}

function bookOf(moment: RunPosition, what: CompareWith): CompareBook | { readonly problem: Card } {
  const { timeline } = moment;
  switch (what.kind) {
    case 'twin':
      return isTwin(what.twin)
        ? compareBook(againstTwin(timeline, what.twin))
        : { problem: unknownCard('host', what.twin) };
    case 'profile': {
      if (!isProfile(what.profile)) return { problem: unknownCard('profile', what.profile) };
      const problem = configProblem(timeline.start.device, profiles[what.profile]);
      return problem === undefined
        ? compareBook(againstProfile(timeline, what.profile))
        : { problem: configCard(problem) };
    }
    case 'branch': {
      const other = timelineOfBranch(moment, what.branch);
      const name = branchNames(moment).find(({ id }) => id === what.branch)?.name;
      return other === undefined || name === undefined
        ? { problem: unknownCard('branch', String(what.branch)) }
        : compareBook(againstRun(timeline, other), { A: moment.branch.name, B: name });
    }
  }
}
