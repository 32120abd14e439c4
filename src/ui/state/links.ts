import type { EntityId, WhyView } from '../../model/view/page';
import { group } from './group';

export interface Links {
  readonly hover: ReadonlySet<EntityId>;
  /** While Ctrl is held, hover stays what it was. */
  readonly frozen: boolean;
  readonly selection: ReadonlySet<EntityId>;
  /** Why the first selected entity is as it is, and the step at which that was asked. */
  readonly why: { readonly view: WhyView; readonly asked: number } | undefined;
  /** The link of the chain that was followed last: while the page is there, the chain stays as it was asked. */
  readonly whyAt: { readonly step: number; readonly n: number } | undefined;
  /** The pane takes the focus when its answer arrives. */
  readonly whyWanted: boolean;
}

const nothing: ReadonlySet<EntityId> = new Set<EntityId>();

const { use, now, set } = group<Links>({
  hover: nothing,
  frozen: false,
  selection: nothing,
  why: undefined,
  whyAt: undefined,
  whyWanted: false,
});

/** What is lit, what is selected, and why it is as it is. */
export const useLinks = use;
export const linksNow = now;

/** The first selected entity, of which the panes tell what is known. */
export const firstSelected = ({ selection }: Pick<Links, 'selection'>): EntityId | undefined =>
  selection.values().next().value;

export function setHover(ids: readonly EntityId[]): void {
  set({ hover: ids.length === 0 ? nothing : new Set(ids) });
}

export function setFrozen(frozen: boolean): void {
  set({ frozen });
}

/** Selects these entities; what was asked of others is gone. */
export function setSelection(ids: readonly EntityId[]): void {
  set({
    selection: new Set(ids),
    whyAt: undefined,
    ...(ids.length === 0 ? { why: undefined } : {}),
  });
}

/** Nothing is lit and nothing selected. */
export function clearLinks(): void {
  set({ hover: nothing, selection: nothing, why: undefined, whyAt: undefined });
}

export function setWhy(why: Links['why']): void {
  set({ why });
}

/** Goes along a link of the chain: the question stays the one that was asked, and what the link speaks of is lit. */
export function followWhy(at: Links['whyAt'], ids: readonly EntityId[]): void {
  set({ whyAt: at, selection: new Set(ids) });
}

/** The page has left the link that was followed. */
export function leaveWhy(): void {
  set({ whyAt: undefined });
}

export function wantWhy(whyWanted: boolean): void {
  set({ whyWanted });
}
