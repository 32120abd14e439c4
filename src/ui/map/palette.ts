import { useSyncExternalStore } from 'react';

/** The colours a canvas needs, read from the same custom properties as the rest of the page. */
export interface Palette {
  readonly page: string;
  readonly surface: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line2: string;
  readonly free: string;
  readonly offered: string;
  readonly askedBack: string;
  readonly accepted: string;
  readonly error: string;
  readonly onAccepted: string;
  readonly mono: string;
  readonly ui: string;
}

const read = new WeakMap<Element, { readonly look: string; readonly palette: Palette }>();

/** The palette of this element in a look. Reading it makes the browser work all styles out: once a look. */
export function paletteOf(element: Element, look: string): Palette {
  const known = read.get(element);
  if (known?.look === look) return known.palette;
  const palette = readPalette(element);
  read.set(element, { look, palette });
  return palette;
}

function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    page: value('--page'),
    surface: value('--surface'),
    ink: value('--ink'),
    ink2: value('--ink2'),
    ink3: value('--ink3'),
    line2: value('--line2'),
    free: value('--free'),
    offered: value('--offered'),
    askedBack: value('--releasing'),
    accepted: value('--accepted'),
    error: value('--error'),
    onAccepted: value('--on-accepted'),
    mono: value('--font-mono'),
    ui: value('--font-ui'),
  };
}

const screenQueries = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
];

function onLookChange(listener: () => void): () => void {
  const attributes = new MutationObserver(listener);
  attributes.observe(document.documentElement, { attributes: true });
  const media = screenQueries.map((query) => window.matchMedia(query));
  for (const query of media) query.addEventListener('change', listener);
  window.addEventListener('resize', listener);
  return () => {
    attributes.disconnect();
    for (const query of media) query.removeEventListener('change', listener);
    window.removeEventListener('resize', listener);
  };
}

function look(): string {
  const root = document.documentElement;
  const media = screenQueries.map((query) => window.matchMedia(query).matches);
  return [root.dataset['theme'], root.className, window.devicePixelRatio, ...media].join(' ');
}

/** Changes when a canvas would come out in other colours or sharpness. */
export function useLook(): string {
  return useSyncExternalStore(onLookChange, look);
}
