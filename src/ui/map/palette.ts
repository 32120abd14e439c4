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

/** Reads the palette as it is now for this element. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    page: read('--page'),
    surface: read('--surface'),
    ink: read('--ink'),
    ink2: read('--ink2'),
    ink3: read('--ink3'),
    line2: read('--line2'),
    free: read('--free'),
    offered: read('--offered'),
    askedBack: read('--releasing'),
    accepted: read('--accepted'),
    error: read('--error'),
    onAccepted: read('--on-accepted'),
    mono: read('--font-mono'),
    ui: read('--font-ui'),
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
