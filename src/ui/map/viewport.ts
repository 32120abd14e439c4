import { useSyncExternalStore } from 'react';

/** The three compositions of the stage; the widths are those of the style sheets. */
export type Viewport = 'wide' | 'tablet' | 'phone';

const phone = window.matchMedia('(max-width: 560px)');
const narrow = window.matchMedia('(max-width: 1199px)');

function subscribe(listener: () => void): () => void {
  phone.addEventListener('change', listener);
  narrow.addEventListener('change', listener);
  return () => {
    phone.removeEventListener('change', listener);
    narrow.removeEventListener('change', listener);
  };
}

function current(): Viewport {
  if (phone.matches) return 'phone';
  return narrow.matches ? 'tablet' : 'wide';
}

/** Which composition fits the window now. */
export function useViewport(): Viewport {
  return useSyncExternalStore(subscribe, current);
}
