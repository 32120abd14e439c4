import type { Profile } from '../device/profiles/profile';
import { addResponseRungs, dropRung } from './add-response';
import {
  mockReleaseLadder,
  mockReleaseRungs,
  mockResponseLadder,
  mockResponseRungs,
} from './mock-updates';
import { releaseRungs } from './release';
import type { UpdateInput } from './update-list';
import { ladders, type ToldRung } from './rule';
import { v3ReleaseLadder, v3ReleaseRungs, v3ResponseLadder, v3ResponseRungs } from './v3-updates';

/** What 4802h Add DC Response is asked as a whole, with the rungs of every device. */
export const responseLadder = ladders<'4802', UpdateInput>('4802', {
  ...addResponseRungs,
  ...v3ResponseRungs,
  ...mockResponseRungs,
});

/** The same of 4803h Release DC. */
export const releaseLadder = ladders<'4803', UpdateInput>('4803', {
  ...releaseRungs,
  ...v3ReleaseRungs,
  ...mockReleaseRungs,
});

type After = Readonly<Record<'response' | 'release', readonly ToldRung[]>>;

/** What is asked after that: of an empty response, or of each entry when its turn comes. */
const after: Readonly<Record<Profile['updates'], After>> = {
  allOrNothing: { response: [dropRung], release: [] },
  oneByOne: { response: v3ResponseLadder, release: v3ReleaseLadder },
  wholeExtents: { response: mockResponseLadder, release: mockReleaseLadder },
};

/** All that 4802h is asked, for pages that list it. */
export const wholeResponseLadder = (profile: Profile): readonly ToldRung[] => [
  ...responseLadder(profile),
  ...after[profile.updates].response,
];

/** All that 4803h is asked, for pages that list it. */
export const wholeReleaseLadder = (profile: Profile): readonly ToldRung[] => [
  ...releaseLadder(profile),
  ...after[profile.updates].release,
];
