import type { Extent } from '../../extent';
import { tagText } from '../../interop/inject-line';

/** The tag of an extent and its place in a sharable sequence, as far as it has them. */
export function tagOf({ tag, sharedSeq }: Pick<Extent, 'tag' | 'sharedSeq'>): string | undefined {
  const uuid = tagText(tag);
  const parts = [
    ...(uuid === '' ? [] : [`tag ${uuid}`]),
    ...(sharedSeq === 0 ? [] : [`sequence ${sharedSeq}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}
