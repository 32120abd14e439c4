import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';

export interface RowsOf {
  readonly count: number;
  readonly rowHeight: number;
  readonly scroller: RefObject<HTMLElement | null>;
  /** What the rows are of: another thing is shown from its first row on. */
  readonly of?: string;
}

/** The rows of a long list that are in sight, and a few around them. */
export function useRows({
  count,
  rowHeight,
  scroller,
  of,
}: RowsOf): Virtualizer<HTMLElement, Element> {
  // The compiler rule warns that the returned functions may not be memoised; nobody here does.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer<HTMLElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  useEffect(() => {
    // Asked first: writing where nothing is to be moved would cost a layout.
    if ((virtual.scrollOffset ?? 0) > 0) virtual.scrollToOffset(0);
  }, [of, virtual]);
  return virtual;
}
