/** The files of a mock device, and what a line in each does. */
export const injectFiles = [
  { id: 'dc_inject_extent', label: 'dc_inject_extent: offer an extent', offers: true },
  {
    id: 'dc_inject_shared_extent',
    label: 'dc_inject_shared_extent: offer a shared extent',
    offers: true,
  },
  { id: 'dc_del_extent', label: 'dc_del_extent: ask an extent back', offers: false },
  {
    id: 'dc_force_del_extent',
    label: 'dc_force_del_extent: ask it back by force',
    offers: false,
  },
] as const;
export type InjectFile = (typeof injectFiles)[number]['id'];

export interface InjectForm {
  readonly file: InjectFile;
  /** In bytes. */
  readonly start: number;
  readonly length: number;
  readonly tag: string;
  readonly more: boolean;
  readonly sequence: string;
}

export const isOffer = (file: InjectFile): boolean =>
  injectFiles.some(({ id, offers }) => id === file && offers);

/** The line for a file of the mock, as a test's shell writes it. */
export function injectText({ file, start, length, tag, more, sequence }: InjectForm): string {
  const range = `0x${start.toString(16)}:0x${length.toString(16)}:${tag.trim()}`;
  const place = sequence.trim() === '' ? '' : `:${sequence.trim()}`;
  const line = isOffer(file) ? `${range}:${more ? 1 : 0}${place}` : range;
  return `echo '${line}' > ${file}`;
}
