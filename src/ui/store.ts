import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Card, EntityId, InspectorView, PageView, WhyView } from '../model/view/page';
import type { KeptTail } from '../worker/protocol';
import type { DrawerTab } from './drawer/tabs';
import type { CompareView, CompareWith } from '../model/view/page/compare';

export type Theme = 'light' | 'dark';
/** Which part a phone shows below the maps; a tablet knows the first two. */
export type Pane = 'flow' | 'extents' | 'record' | 'host' | 'note' | 'tools';
export type { DrawerTab };
export type DialogName = 'qmp' | 'device' | 'share' | 'keys' | 'compare';

/** A comparison: with what, the row wished for, and the latest that is known, which may be of another row. */
export interface Comparing {
  readonly what: CompareWith;
  readonly row: number;
  readonly view: CompareView;
}

export interface UiState {
  /** Absent only until the worker's first answer. */
  readonly page: PageView | undefined;
  /** The page that the slower panes show: `page`, or an earlier one while the scrubber is on its way (`pace.ts`). */
  readonly rested: PageView | undefined;
  /** The worker's serial of `page`. */
  readonly serial: number;
  readonly hover: ReadonlySet<EntityId>;
  /** While Ctrl is held, hover stays what it was. */
  readonly hoverFrozen: boolean;
  readonly selection: ReadonlySet<EntityId>;
  /** What the worker knows of the first selected entity. */
  readonly inspector: InspectorView | undefined;
  /** Why the first selected entity is as it is, and the step at which that was asked. */
  readonly why: { readonly view: WhyView; readonly asked: number } | undefined;
  /** The link of the chain that was followed last: while the page is there, the chain stays as it was asked. */
  readonly whyAt: { readonly step: number; readonly n: number } | undefined;
  /** The answer is to get the focus as soon as it is there. */
  readonly whyWanted: boolean;
  /** The bytes tab a person brought to the front; the worker's choice otherwise. */
  readonly bytesTab: string | undefined;
  readonly problem: Card | undefined;
  /** Said once above the page, for example after a restart. */
  readonly notice: string | undefined;
  /** What the last act kept as a branch, until the next edit or until it is dismissed. */
  readonly kept: KeptTail | undefined;
  readonly theme: Theme;
  readonly pane: Pane;
  readonly drawerTab: DrawerTab;
  /** Where the memory tool looks; the first page that holds data until someone chose. */
  readonly memoryAt: number | undefined;
  readonly dialog: DialogName | undefined;
  /** The comparison that stands in place of the run, if any. */
  readonly compare: Comparing | undefined;
  readonly worker: 'starting' | 'ready' | 'restarting';
  readonly playing: boolean;
  readonly speed: number;
  /** Pixels that the step list was given by hand; what is left over otherwise. */
  readonly stepsHeight: number | undefined;
  /** Single keys without Ctrl can be switched off (WCAG 2.1.4). */
  readonly letterKeys: boolean;
}

const nothing: ReadonlySet<EntityId> = new Set<EntityId>();

export const uiStore = createStore<UiState>()(() => ({
  page: undefined,
  rested: undefined,
  serial: -1,
  hover: nothing,
  hoverFrozen: false,
  selection: nothing,
  inspector: undefined,
  why: undefined,
  whyAt: undefined,
  whyWanted: false,
  bytesTab: undefined,
  problem: undefined,
  notice: undefined,
  kept: undefined,
  theme: 'light',
  pane: 'flow',
  drawerTab: 'step',
  memoryAt: undefined,
  dialog: undefined,
  compare: undefined,
  worker: 'starting',
  playing: false,
  speed: 1,
  stepsHeight: undefined,
  letterKeys: true,
}));

/** Reads one narrow part of the state. */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(uiStore, selector);
}

/** One slice of the page, for components that are only mounted when there is a page. */
export function useSlice<K extends keyof PageView>(name: K): PageView[K] {
  return useUi(({ rested }) => sliceOf(rested, name));
}

/** The same for the few components that follow each frame of a fast scrubber, and are fast enough for that. */
export function useLive<K extends keyof PageView>(name: K): PageView[K] {
  return useUi(({ page }) => sliceOf(page, name));
}

function sliceOf<K extends keyof PageView>(page: PageView | undefined, name: K): PageView[K] {
  if (page === undefined) throw new Error(`No page yet: ${name}`);
  return page[name];
}

/** Changes pure page state; what the simulator says comes through `connect.ts` only. */
export function setUi(change: Partial<UiState>): void {
  uiStore.setState(change);
}
