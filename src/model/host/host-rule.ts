/** The series of Linux that a rule holds for. */
export type RuleSeries = 'v9' | 'v11' | 'v11-next';

/** One step or decision of a Linux host, by the code that the page names it with. */
export interface HostRule {
  readonly id: string;
  /** What the host does, as a sentence. */
  readonly says: string;
  readonly series: readonly RuleSeries[];
  /** File of the posted series that deals with it, and the function where it is known, mostly by the lines it prints. */
  readonly source: readonly [file: string, inFunction?: string];
  /** A recorded session in which it happens, below `conformance/linux/recordings`; absent where only the source tells. */
  readonly shownBy?: string;
}

export const all: readonly RuleSeries[] = ['v9', 'v11', 'v11-next'];
export const grouped: readonly RuleSeries[] = ['v11', 'v11-next'];

export const mbox = 'drivers/cxl/core/mbox.c';
export const extent = 'drivers/cxl/core/extent.c';
export const pci = 'drivers/cxl/pci.c';
export const bus = 'drivers/dax/bus.c';

export const records = [mbox, 'cxl_handle_dcd_event_records'] as const;
export const add = [mbox, 'handle_add_event'] as const;
export const group = [mbox, 'cxl_validate_group'] as const;
export const validating = [extent, 'cxl_validate_extent'] as const;
export const adding = [extent, 'cxl_add_extent'] as const;
export const removing = [extent, 'cxl_rm_extent'] as const;
export const responding = [mbox, 'memdev_release_extent'] as const;

/** One rule as a line of a table. */
export type Row = readonly [
  id: string,
  says: string,
  series: readonly RuleSeries[],
  source: HostRule['source'],
  shownBy?: string,
];
