import { isDeviceId } from '../../model/view/page';
import type { DeviceKind, RunView } from '../../model/view/page';
import type { DeviceForm } from '../../worker/protocol';

/** What stands in the form at once. */
export type Size = 'dcMiB' | 'regions' | 'staticMiB' | 'decoderMiB';
/** What stands in its folded part. */
export type Rare = 'id' | 'persistentMiB' | 'serial';
export type Field = Size | Rare;
export type Texts = Readonly<Record<Field, string>>;

const usualId = 'cxl-dcd0';
const rarely = { id: usualId, persistentMiB: '0', serial: '' };

/** What stands in the form, `fixed` being the MiB of each region where rules fix it: what a person wrote, and elsewhere what goes with it. */
export function textsOf(fixed: number | undefined, written: Partial<Texts>): Texts {
  const regions = written.regions ?? '2';
  const sizes = hasNoRegions({ regions })
    ? { dcMiB: '0', decoderMiB: '0' }
    : dynamicSizes(fixed, regions, written);
  return { ...rarely, staticMiB: '256', ...written, regions, ...sizes };
}

/** A device without regions: it has no dynamic capacity, and nothing that a host could decode. */
export const hasNoRegions = ({ regions }: Pick<Texts, 'regions'>): boolean =>
  wholeNumberFault(regions) === undefined && Number(regions) === 0;

function dynamicSizes(
  fixed: number | undefined,
  regions: string,
  written: Partial<Texts>,
): Pick<Texts, 'dcMiB' | 'decoderMiB'> {
  const count = wholeNumberFault(regions) === undefined ? Number(regions) : 1;
  const dcMiB = written.dcMiB ?? String(fixed === undefined ? 1024 : count * fixed);
  const share = wholeNumberFault(dcMiB) === undefined ? Math.floor(Number(dcMiB) / count) : 0;
  return { dcMiB, decoderMiB: written.decoderMiB ?? String(fixed ?? share) };
}

/** What stands in the form of a device that the rules fix: only the decoder is a person's to choose. */
export const fixtureTexts = (
  { staticMiB, dcMiB, regions }: Fixture,
  written: Partial<Texts>,
): Texts => ({
  ...rarely,
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
export function faultOf(field: Field, text: string): string | undefined {
  if (field === 'id') return idFault(text);
  if (field === 'serial') return serialFault(text);
  return field === 'regions' ? regionsFault(text) : sizeFault(text);
}

/** The entries with something wrong, in the order of the form. */
export const faultyIn = (texts: Texts): readonly Field[] =>
  fields.filter((field) => faultOf(field, texts[field]) !== undefined);

const fields: readonly Field[] = [
  'dcMiB',
  'regions',
  'staticMiB',
  'decoderMiB',
  'id',
  'persistentMiB',
  'serial',
];

/** Whether it stands in the folded part. */
export const isRare = (field: Field): boolean => field in rarely;

/** The device of a form without faults. */
export function deviceOf(
  { profile, twin, kind }: Pick<DeviceForm, 'profile' | 'twin' | 'kind'>,
  texts: Texts,
): DeviceForm {
  const serial = texts.serial.trim();
  return {
    profile,
    twin,
    kind,
    id: texts.id.trim(),
    staticMiB: Number(texts.staticMiB),
    persistentMiB: Number(texts.persistentMiB),
    dcMiB: Number(texts.dcMiB),
    regions: Number(texts.regions),
    decoderMiB: Number(texts.decoderMiB),
    ...(serial === '' ? {} : { serial: Number(serial) }),
  };
}

function wholeNumberFault(text: string): string | undefined {
  if (/^\s*\d{1,12}\s*$/.test(text)) return undefined;
  return `“${text}” is not a whole number. Write digits only.`;
}

function regionsFault(text: string): string | undefined {
  if (wholeNumberFault(text) === undefined) return undefined;
  return `“${text}” is not a number of regions. Write 1 to 8, or 0 for a device without dynamic capacity.`;
}

/** 1 PiB, in MiB. */
const mostMiB = 2 ** 30;

function sizeFault(text: string): string | undefined {
  if (!/^\s*\d+\s*$/.test(text))
    return `“${text}” is not a whole number. Sizes here are counted in MiB: write digits only, for example 512.`;
  if (Number(text) <= mostMiB) return undefined;
  return `“${text}” MiB is more than 1 PiB. Write at most ${mostMiB}: sizes here are counted in MiB.`;
}

function idFault(text: string): string | undefined {
  if (isDeviceId(text.trim())) return undefined;
  const what = text.trim() === '' ? 'A device needs an id.' : `“${text}” is no id that QEMU takes.`;
  return `${what} Begin with a letter, then letters, digits, - . _ and at most 100 in all: ${usualId}.`;
}

function serialFault(text: string): string | undefined {
  const serial = text.trim();
  if (serial === '') return undefined;
  if (!/^(?:\d+|0x[0-9a-f]+)$/i.test(serial))
    return `“${text}” is not a serial number. Write 17 or 0x11, or leave it empty.`;
  if (Number.isSafeInteger(Number(serial))) return undefined;
  return `“${text}” is more than 0x1fffffffffffff, the largest serial number here.`;
}
