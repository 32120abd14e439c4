import type { Fault } from '../../fault';

/** Why a guest's access goes nowhere. */
export const faultWords: Readonly<Record<Fault, string>> = {
  noDecoder: 'no committed decoder covers the address',
  outside: 'the address is past the end of the device',
  unbacked: 'the block is not accepted',
  crossesRegion: 'the access runs over the end of a region',
  crossesStatic: 'the access runs out of static memory',
};
