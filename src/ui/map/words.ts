import type { ChipState } from '../../model/view/page';

/** The states in words, as legend, call-outs and the spoken lists say them. */
export const stateWords: Readonly<Record<ChipState, string>> = {
  free: 'free',
  offered: 'offered',
  askedBack: 'asked back',
  accepted: 'accepted',
  withdrawn: 'withdrawn',
  released: 'released',
  error: 'refused',
};
