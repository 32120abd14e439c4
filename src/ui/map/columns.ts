import type { RegionMap } from '../../model/view/page';
import type { RegionLayout } from './layout';
import type { Viewport } from './viewport';

/** What every column of the stage is given. */
export interface ColumnProps {
  readonly maps: readonly RegionMap[];
  readonly layouts: readonly RegionLayout[];
  readonly viewport: Viewport;
}
