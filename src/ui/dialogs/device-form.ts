import type { DeviceKind, RunView } from '../../model/view/page';
import type { DeviceForm } from '../../worker/protocol';

export type Size = 'dcMiB' | 'regions' | 'staticMiB' | 'decoderMiB';
export type Texts = Readonly<Record<Size, string>>;

/** What stands in the form, `fixed` being the MiB of each region where rules fix it: what a person wrote, and elsewhere what goes with it. */
export function textsOf(fixed: number | undefined, written: Partial<Texts>): Texts {
  const regions = written.regions ?? '2';
  const count = wholeNumberFault(regions) === undefined ? Math.max(1, Number(regions)) : 1;
  const dcMiB = written.dcMiB ?? String(fixed === undefined ? 1024 : count * fixed);
  const share = wholeNumberFault(dcMiB) === undefined ? Math.floor(Number(dcMiB) / count) : 0;
  return {
    dcMiB,
    regions,
    staticMiB: written.staticMiB ?? '256',
    decoderMiB: written.decoderMiB ?? String(fixed ?? share),
  };
}

/** What stands in the form of a device that the rules fix: only the decoder is a person's to choose. */
export const fixtureTexts = (
  { staticMiB, dcMiB, regions }: Fixture,
  written: Partial<Texts>,
): Texts => ({
  dcMiB: String(dcMiB),
  regions: String(regions),
  staticMiB: String(staticMiB),
  decoderMiB: written.decoderMiB ?? String(dcMiB),
});

/** What the one device of some rules is. */
export const fixtureHint = ({ staticMiB, dcMiB, regions }: Fixture): string =>
  `These rules have one device: ${staticMiB} MiB static, and ${regions} region of ${dcMiB} MiB.`;

export type Fixture = NonNullable<RunView['profiles'][number]['fixture']>;

/** What a device is like when it starts, as a choice. */
export const kindLabels: Readonly<Record<DeviceKind, string>> = {
  usual: 'with two extents accepted',
  empty: 'empty',
  sharable: 'sharable and empty',
};

/** How the dynamic capacity and the regions go together. */
export function capacityHint(fixed: number | undefined): string {
  return fixed === undefined
    ? 'shared evenly by the regions'
    : `these rules take ${fixed} for each region`;
}

/** What is wrong with an entry before any device is tried. */
export function faultOf(id: Size, text: string): string | undefined {
  const fault = wholeNumberFault(text);
  if (fault !== undefined) return fault;
  if (id !== 'regions' || Number(text) > 0) return undefined;
  return 'Without a region there is no dynamic capacity to look at. Write 1 to 8.';
}

/** The device of a form without faults. */
export function deviceOf(
  { profile, twin, kind }: Pick<DeviceForm, 'profile' | 'twin' | 'kind'>,
  texts: Texts,
): DeviceForm {
  return {
    profile,
    twin,
    kind,
    staticMiB: Number(texts.staticMiB),
    dcMiB: Number(texts.dcMiB),
    regions: Number(texts.regions),
    decoderMiB: Number(texts.decoderMiB),
  };
}

function wholeNumberFault(text: string): string | undefined {
  if (/^\s*\d{1,12}\s*$/.test(text)) return undefined;
  return `“${text}” is not a whole number. Sizes here are counted in MiB: write digits only, for example 512.`;
}
