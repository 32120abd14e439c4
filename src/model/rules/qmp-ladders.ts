import type { QmpInput } from './qmp-input';
import { qmpAddRungs, qmpReleaseRungs } from './qmp';
import { v3AddRungs, v3ReleaseRungs, v3Rungs } from './qmp-v3';
import { ladders } from './rule';

/** What each QMP request for capacity is asked, in the order that the profile gives. */
export const qmpLadders = {
  add: ladders<'qmpAdd', QmpInput>('qmpAdd', { ...qmpAddRungs, ...v3Rungs, ...v3AddRungs }),
  release: ladders<'qmpRelease', QmpInput>('qmpRelease', {
    ...qmpReleaseRungs,
    ...v3Rungs,
    ...v3ReleaseRungs,
  }),
};
