/** Names one thing on the page: `extent:3`, `group:2`, `record:4`, `step:7`, `region:0`, `blocks:0:80-111`, `rule:4802.count`. */
export type EntityId = string;

/** The states a block, extent or chip is drawn in. Colour and texture follow from this and nothing else. */
export const drawnStates = ['free', 'offered', 'askedBack', 'accepted'] as const;
export type DrawnState = (typeof drawnStates)[number];
/** Of several states in one place the first of these is the one to notice. */
export const byUrgency: readonly DrawnState[] = ['askedBack', 'offered', 'accepted', 'free'];

/** What a step took away. */
export type GoneState = 'withdrawn' | 'released';

/** What was asked for. It is no state: nobody tells the asker what became of it. */
export const askedKinds = ['add', 'release'] as const;
export type AskedKind = (typeof askedKinds)[number];

/** What became of an extent. `cut`: it is gone, and a part of it is still there under another name. */
export type ExtentState = DrawnState | GoneState | 'cut';

/** How an extent, or what was asked for one, is drawn. */
export type ChipState = ExtentState | AskedKind | 'error';

/** How host and device may disagree about capacity: each has a mark of its own on the maps. */
export const divergenceKinds = ['phantom', 'unknown', 'inUse'] as const;
export type DivergenceKind = (typeof divergenceKinds)[number];

export type { Actor } from '../../happening';

/** How a step or a reply went, as the page colours it. */
export type Tone = 'ok' | 'refused' | 'crash' | 'note';
