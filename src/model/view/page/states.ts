import type { ChipState, DrawnState, ExtentState } from './vocabulary';

/** How a state reads, from short to long; a longer form that is left out is the one before it. */
interface StateWords {
  /** On maps and in lists. */
  readonly short: string;
  /** In a sentence about blocks: they are … */
  readonly is?: string;
  /** In a sentence about an extent: it is … */
  readonly extentIs?: string;
  /** As all that is said of an extent. */
  readonly about?: string;
}

const states: Readonly<Record<ChipState, StateWords>> = {
  free: { short: 'free', extentIs: 'not there' },
  offered: { short: 'offered', is: 'on offer', about: 'waits for the host’s answer' },
  askedBack: {
    short: 'asked back',
    is: 'accepted and asked back',
    about: 'accepted, and asked back',
  },
  accepted: { short: 'accepted' },
  withdrawn: { short: 'withdrawn' },
  released: { short: 'released', is: 'given back' },
  cut: {
    short: 'cut, a part is left',
    is: 'there in part only',
    about: 'cut: a part of it is left under another name',
  },
  error: { short: 'refused' },
  add: { short: 'asked to add' },
  release: { short: 'asked to release' },
};

/** On maps and in lists. */
export const shortState = (state: ChipState): string => states[state].short;

/** What blocks are: `on offer`. */
export const blocksAre = (state: DrawnState): string => states[state].is ?? states[state].short;

/** What an extent is: `not there`. */
export const extentIs = (state: ExtentState): string =>
  states[state].extentIs ?? states[state].is ?? states[state].short;

/** All that is said of an extent where it stands alone. */
export const aboutExtent = (state: ExtentState): string => states[state].about ?? extentIs(state);
