import type { ExtentId } from '../device/extent';
import type { Happening } from '../happening';
import { extentLabel, groupLabel, listed } from './names';

/** What a happening means for an extent, as a line of its story. */
export function storyLine(happening: Happening, extent: ExtentId): string | undefined {
  switch (happening.what) {
    case 'groupOffered':
      return `the fabric manager offered it in ${groupLabel(happening.group)}`;
    case 'recordLogged':
      return `the device logged record ${happening.handle}`;
    case 'recordDropped':
      return 'its record was lost: the event log was full';
    case 'hostStaged':
      return 'the host read its record';
    case 'hostDecided':
      return `the host ${happening.verdict} it: ${happening.because}`;
    case 'extentAccepted':
      return happening.extent === happening.from
        ? 'the device accepted it: bits set'
        : `the device accepted this part of ${extentLabel(happening.from)}`;
    case 'extentWithdrawn':
      return happening.partly
        ? 'the rest of the offer was withdrawn'
        : 'not named in the response, so the offer ended';
    case 'releaseAsked':
      return 'the fabric manager asked it back';
    case 'extentSplit':
      return happening.extent === extent
        ? `it was cut; ${listed(happening.into.map(extentLabel))} stay`
        : `it was cut from ${extentLabel(happening.extent)}`;
    case 'extentReleased':
      return 'the host gave it back: bits cleared';
    case 'hostSurfaced':
      return `the host shows it as extent0.${happening.index}`;
    case 'hostReleased':
      return 'the host no longer shows it';
    default:
      return undefined;
  }
}
