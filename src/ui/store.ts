import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Card, EntityId, InspectorView, PageView } from '../model/view/page';

export type Theme = 'light' | 'dark';
/** Which part a phone shows below the maps; a tablet knows the first two. */
export type Pane = 'flow' | 'extents' | 'record' | 'host' | 'note' | 'tools';
/** What the drawer shows: the present step, or one of the three tools. */
export type DrawerTab = 'step' | 'console' | 'registers' | 'memory';
export type DialogName = 'qmp' | 'device' | 'share' | 'keys';

export interface UiState {
  /** Absent only until the worker's first answer. */
  readonly page: PageView | undefined;
  /** The worker's serial of `page`. */
  readonly serial: number;
  readonly hover: ReadonlySet<EntityId>;
  /** While Ctrl is held, hover stays what it was. */
  readonly hoverFrozen: boolean;
  readonly selection: ReadonlySet<EntityId>;
  /** What the worker knows of the first selected entity. */
  readonly inspector: InspectorView | undefined;
  /** The bytes tab a person brought to the front; the worker's choice otherwise. */
  readonly bytesTab: string | undefined;
  readonly problem: Card | undefined;
  /** Said once above the page, for example after a restart. */
  readonly notice: string | undefined;
  readonly theme: Theme;
  readonly pane: Pane;
  readonly drawerTab: DrawerTab;
  /** Where the memory tool looks; the first page that holds data until someone chose. */
  readonly memoryAt: number | undefined;
  readonly dialog: DialogName | undefined;
  readonly worker: 'starting' | 'ready' | 'restarting';
  readonly playing: boolean;
  readonly speed: number;
  /** Single keys without Ctrl can be switched off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
}

const nothing: ReadonlySet<EntityId> = new Set<EntityId>();

export const uiStore = createStore<UiState>()(() => ({
  page: undefined,
  serial: -1,
  hover: nothing,
  hoverFrozen: false,
  selection: nothing,
  inspector: undefined,
  bytesTab: undefined,
  problem: undefined,
  notice: undefined,
  theme: 'light',
  pane: 'flow',
  drawerTab: 'step',
  memoryAt: undefined,
  dialog: undefined,
  worker: 'starting',
  playing: false,
  speed: 1,
  letterKeys: true,
}));

/** Reads one narrow part of the state. */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(uiStore, selector);
}

/** One slice of the page, for components that are only mounted when there is a page. */
export function useSlice<K extends keyof PageView>(name: K): PageView[K] {
  return useUi((state) => {
    if (state.page === undefined) throw new Error(`No page yet: ${name}`);
    return state.page[name];
  });
}

/** Changes pure page state; what the simulator says comes through `connect.ts` only. */
export function setUi(change: Partial<UiState>): void {
  uiStore.setState(change);
}
