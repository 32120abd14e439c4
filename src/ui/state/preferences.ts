import { drawerTabs, type DrawerTab } from './tabs';
import { group } from './group';
import { beginWithTab, showTab } from './tools';

export type Theme = 'light' | 'dark';

interface Preferences {
  readonly theme: Theme;
  /** Pixels that the step list was given by hand; what is left over otherwise. */
  readonly stepsHeight: number | undefined;
  /** Single keys without Ctrl can be switched off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
}

const { use, now, set } = group<Preferences>({
  theme: 'light',
  stepsHeight: undefined,
  letterKeys: true,
});

/** What a person chose, and this browser remembers. */
export const usePreferences = use;
export const preferencesNow = now;

const themeKey = 'dcdscope.theme';
const lettersKey = 'dcdscope.letterKeys';
const drawerKey = 'dcdscope.drawer';
const stepsKey = 'dcdscope.stepsHeight';

/** Takes up what this browser remembers, else what the system prefers. */
export function loadPreferences(): void {
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const kept = recall(themeKey);
  const system: Theme = prefersDark ? 'dark' : 'light';
  setTheme(kept === 'dark' || kept === 'light' ? kept : system);
  const tab = recall(drawerKey);
  const stepsHeight = Number(recall(stepsKey));
  set({
    stepsHeight: stepsHeight > 0 ? stepsHeight : undefined,
    letterKeys: recall(lettersKey) !== 'off',
  });
  beginWithTab(drawerTabs.find(({ id }) => id === tab)?.id ?? 'step');
}

/** Brings one part of the drawer to the front, on a phone its tab too, and remembers it. */
export function showDrawer(drawerTab: DrawerTab): void {
  showTab(drawerTab);
  remember(drawerKey, drawerTab);
}

/** Switches between dark and light, and remembers it. */
export function toggleTheme(): void {
  const next: Theme = now().theme === 'dark' ? 'light' : 'dark';
  setTheme(next);
  remember(themeKey, next);
}

/** Switches the single-letter keys on or off, and remembers it. */
export function setLetterKeys(letterKeys: boolean): void {
  set({ letterKeys });
  remember(lettersKey, letterKeys ? 'on' : 'off');
}

/** Gives the step list a height in pixels, or what is left over, and remembers it. */
export function setStepsHeight(stepsHeight: number | undefined): void {
  set({ stepsHeight });
  remember(stepsKey, stepsHeight === undefined ? '' : String(stepsHeight));
}

function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  set({ theme });
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
