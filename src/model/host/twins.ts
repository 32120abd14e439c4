import type { Behaviour } from './behaviour';
import { twinOf } from './machine';
import { v9 } from './series';
import { double, linux, partial, random, reorderer, silent, strict } from './temperaments';
import type { Twin } from './twin';
import type { TwinId } from './twin-id';

const linuxV9: Behaviour = {
  ...linux,
  id: 'linux-v9',
  label: 'Linux v9',
  about: 'Like Linux with the DCD series v9: it knows no tags, and waits for ever.',
  series: v9,
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
  strict: twinOf(strict),
  partial: twinOf(partial),
  silent: twinOf(silent),
  reorderer: twinOf(reorderer),
  double: twinOf(double),
  random: twinOf(random),
  manual: twinOf(manual),
};
