import type { CompareView, CompareWith } from '../../model/view/page/compare';
import type { DrawerTab } from './tabs';
import { group } from './group';

/** Which part a phone shows below the maps; a tablet knows the first two. */
export type Pane = 'flow' | 'extents' | 'record' | 'host' | 'note' | 'tools';
export type DialogName = 'qmp' | 'device' | 'share' | 'keys' | 'compare' | 'paste';

/** A comparison: with what, the row wished for, and the latest that is known, which may be of another row. */
export interface Comparing {
  readonly what: CompareWith;
  readonly row: number;
  readonly view: CompareView;
}

interface Tools {
  readonly pane: Pane;
  readonly drawerTab: DrawerTab;
  /** Where the memory tool looks; the first page that holds data until someone chose. */
  readonly memoryAt: number | undefined;
  /** The bytes tab a person brought to the front; the worker's choice otherwise. */
  readonly bytesTab: string | undefined;
  readonly dialog: DialogName | undefined;
  /** The comparison that stands in place of the run, if any. */
  readonly compare: Comparing | undefined;
}

const { use, now, on, set } = group<Tools>({
  pane: 'flow',
  drawerTab: 'step',
  memoryAt: undefined,
  bytesTab: undefined,
  dialog: undefined,
  compare: undefined,
});

/** What stands in front: a pane, a tool, a dialog, a comparison. */
export const useTools = use;
export const toolsNow = now;
export const onTools = on;

export function showPane(pane: Pane): void {
  set({ pane });
}

/** Brings one part of the drawer to the front, on a phone its tab too. */
export function showTab(drawerTab: DrawerTab): void {
  set({ drawerTab, pane: drawerTab === 'step' ? 'note' : 'tools' });
}

/** The part of the drawer that is in front when the page begins. */
export function beginWithTab(drawerTab: DrawerTab): void {
  set({ drawerTab });
}

export function showMemoryAt(memoryAt: number): void {
  set({ memoryAt });
}

export function showBytesTab(bytesTab: string | undefined): void {
  set({ bytesTab });
}

export function openDialog(dialog: DialogName): void {
  set({ dialog });
}

export function closeDialog(): void {
  set({ dialog: undefined });
}

export function setCompare(compare: Comparing | undefined): void {
  set({ compare });
}
