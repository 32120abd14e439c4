/** Names one thing on the page: `extent:3`, `group:2`, `record:4`, `step:7`, `region:0`, `blocks:0:80-111`, `rule:4802.count`. */
export type EntityId = string;

/** The states a block, extent or chip is drawn in. Colour and texture follow from this and nothing else. */
export const drawnStates = ['free', 'offered', 'askedBack', 'accepted'] as const;
export type DrawnState = (typeof drawnStates)[number];
export type ChipState = DrawnState | 'withdrawn' | 'released' | 'error';

/** How host and device may disagree about capacity: each has a mark of its own on the maps. */
export const divergenceKinds = ['phantom', 'unknown', 'inUse'] as const;
export type DivergenceKind = (typeof divergenceKinds)[number];

export type Actor = 'fm' | 'device' | 'host';
