import { setUi, uiStore } from './store';
import type { DrawerTab, Theme } from './store';

const themeKey = 'dcdscope.theme';
const lettersKey = 'dcdscope.letterKeys';
const drawerKey = 'dcdscope.drawer';
const stepsKey = 'dcdscope.stepsHeight';
const drawerTabs: readonly DrawerTab[] = [
  'step',
  'machine',
  'provoke',
  'console',
  'registers',
  'memory',
];

/** Takes up what this browser remembers, else what the system prefers. */
export function loadPreferences(): void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const kept = recall(themeKey);
  const system: Theme = prefersDark ? 'dark' : 'light';
  setTheme(kept === 'dark' || kept === 'light' ? kept : system);
  const tab = recall(drawerKey);
  const stepsHeight = Number(recall(stepsKey));
  setUi({
    stepsHeight: stepsHeight > 0 ? stepsHeight : undefined,
    letterKeys: recall(lettersKey) !== 'off',
    drawerTab: drawerTabs.find((each) => each === tab) ?? 'step',
  });
}

/** Brings one part of the drawer to the front, on a phone its tab too, and remembers it. */
export function showDrawer(drawerTab: DrawerTab): void {
  setUi({ drawerTab, pane: drawerTab === 'step' ? 'note' : 'tools' });
  remember(drawerKey, drawerTab);
}

/** Switches between dark and light, and remembers it. */
export function toggleTheme(): void {
  const next: Theme = uiStore.getState().theme === 'dark' ? 'light' : 'dark';
  setTheme(next);
  remember(themeKey, next);
}

/** Switches the single-letter keys on or off, and remembers it. */
export function setLetterKeys(letterKeys: boolean): void {
  setUi({ letterKeys });
  remember(lettersKey, letterKeys ? 'on' : 'off');
}

/** Gives the step list a height in pixels, or what is left over, and remembers it. */
export function setStepsHeight(stepsHeight: number | undefined): void {
  setUi({ stepsHeight });
  remember(stepsKey, stepsHeight === undefined ? '' : String(stepsHeight));
}

function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  setUi({ theme });
}

function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Forbidden storage: the choice then holds for this visit.
  }
}
