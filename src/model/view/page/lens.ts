import type { Cells } from './cells';
import type { DrawnState, EntityId } from './vocabulary';

/** The ways to colour the blocks of the maps. */
export const lensIds = ['state', 'owner'] as const;
export type LensId = (typeof lensIds)[number];

/** How a kind is drawn: in the colour of a state, or in one of a row of colours by its number; hatched or solid. */
export interface Look {
  readonly colour: DrawnState | number;
  readonly hatch?: 'rising' | 'falling';
}

/** The four states as every map shows them: hatched while nothing is final, solid once it is. */
export const stateLooks: Readonly<Record<DrawnState, Look>> = {
  free: { colour: 'free' },
  offered: { colour: 'offered', hatch: 'rising' },
  askedBack: { colour: 'askedBack', hatch: 'falling' },
  accepted: { colour: 'accepted' },
};

/** One of the things that a lens tells apart. */
export interface LensKind {
  readonly id: string;
  readonly label: string;
  readonly look: Look;
  /** What it is on the page, where it is something there. */
  readonly entity?: EntityId;
}

/** The maps of a device through one lens: of each region the blocks of each kind, in the cells of its map. */
export interface LensView {
  readonly id: LensId;
  readonly label: string;
  readonly kinds: readonly LensKind[];
  readonly regions: readonly ({ readonly id: EntityId } & Cells<string>)[];
}
