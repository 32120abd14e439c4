import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

export interface RowsOf {
  readonly count: number;
  readonly rowHeight: number;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The rows of a long list that are in sight, and a few around them. */
export function useRows({ count, rowHeight, scroller }: RowsOf): Virtualizer<HTMLElement, Element> {
  // The compiler rule warns that the returned functions may not be memoised; nobody here does.
  // eslint-disable-next-line react-hooks/incompatible-library
  return useVirtualizer<HTMLElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
}
