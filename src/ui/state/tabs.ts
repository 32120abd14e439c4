interface TabFacts {
  readonly id: string;
  readonly label: string;
  /** What its key shows. */
  readonly says: string;
  /** Letters that show it, besides its digit. */
  readonly letter: readonly string[];
}

/** What the drawer can show, in the order of its tabs: their digits count from 1. */
export const drawerTabs = [
  { id: 'step', label: 'This step', says: 'Details of this step', letter: [] },
  { id: 'machine', label: 'Host', says: 'The host machine', letter: ['h'] },
  { id: 'provoke', label: 'Provoke', says: 'Awkward next moves', letter: ['p'] },
  { id: 'console', label: 'Console', says: 'Command console', letter: ['c'] },
  { id: 'registers', label: 'Registers', says: 'Registers', letter: [] },
  { id: 'memory', label: 'Memory', says: 'Memory', letter: ['m'] },
] as const satisfies readonly TabFacts[];

/** What the drawer shows: the present step, or one of the tools. */
export type DrawerTab = (typeof drawerTabs)[number]['id'];

/** Whether a digit is that of a tab. */
export const isTabDigit = (key: string): boolean =>
  drawerTabs.some((_, at) => key === String(at + 1));
