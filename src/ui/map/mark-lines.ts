import type { DivergenceKind } from '../../model/view/page';

interface MarkLine {
  /** Pixels of line and gap in turn; none for a line without gaps. */
  readonly dash: readonly number[];
  readonly cap: 'round' | 'butt';
  readonly width: number;
  /** Width of the light line along the middle that makes it a double one; 0 for a single one. */
  readonly core: number;
}

/** The line of each mark. All are of ink, as colour means a state: they differ in form alone. */
export const markLines: Readonly<Record<DivergenceKind, MarkLine>> = {
  phantom: { dash: [0, 5.5], cap: 'round', width: 3, core: 0 },
  unknown: { dash: [9, 3, 2, 3], cap: 'butt', width: 2, core: 0 },
  inUse: { dash: [], cap: 'butt', width: 3.6, core: 1.4 },
};

/** How far the light edge stands out that keeps a line apart from what it lies on. */
export const markEdge = 0.8;
