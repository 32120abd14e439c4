import type { ChipState } from '../../model/view/page';

/** Colour and texture of a state; the text beside it says it in words. */
export function Swatch({ state }: { readonly state: ChipState }) {
  return <i className={`sw ${state}`} aria-hidden="true" />;
}
