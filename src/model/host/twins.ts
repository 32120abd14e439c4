import { linuxV11 } from './linux-v11';
import type { Twin } from './twin';
import type { TwinId } from './twin-id';

const manual: Twin = {
  id: 'manual',
  label: 'By hand',
  about: 'You play the host: read, answer, clear and release as you choose.',
  next: () => undefined,
};

/** Every host behaviour there is. */
export const twins: Readonly<Record<TwinId, Twin>> = { 'linux-v11': linuxV11, manual };
