import type { Behaviour } from './behaviour';
import { twinOf } from './twin-of';
import { v11Next, v9 } from './series';
import { double, linux, partial, random, reorderer, silent, strict } from './behaviours';
import type { Twin } from './twin';
import type { TwinId } from './twin-id';

const linuxV9: Behaviour = {
  ...linux,
  id: 'linux-v9',
  label: 'Linux v9',
  about:
    'Like Linux with the DCD series v9, posted in April 2025 and compared with recordings of it: it knows no tags and no groups, and waits for ever.',
  series: v9,
};

const linuxV11Next: Behaviour = {
  ...linux,
  id: 'linux-v11-next',
  label: 'Linux v11 next, by source only',
  about:
    'Like Linux v11 with the tree after its posting, which acknowledges a release that matches no extent. Known by its source only: it was never recorded.',
  series: v11Next,
};

/** Work that was begun goes on; events are for the person who plays the host. */
const manual: Behaviour = {
  ...linux,
  id: 'manual',
  label: 'By hand',
  about: 'You play the host: read, answer, clear and release as you choose.',
  name: 'The host',
  handlesEvents: false,
};

/** Every host behaviour there is. */
export const twins: Readonly<Record<TwinId, Twin>> = {
  'linux-v11': twinOf(linux),
  'linux-v9': twinOf(linuxV9),
  'linux-v11-next': twinOf(linuxV11Next),
  strict: twinOf(strict),
  partial: twinOf(partial),
  silent: twinOf(silent),
  reorderer: twinOf(reorderer),
  double: twinOf(double),
  random: twinOf(random),
  manual: twinOf(manual),
};
