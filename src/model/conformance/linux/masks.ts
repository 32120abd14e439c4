/** What only the machine of a recording has, and what stands for it in a comparison. */
export interface Mask {
  readonly what: string;
  readonly pattern: RegExp;
  readonly reason: string;
}

export const masks: readonly Mask[] = [
  {
    what: 'PCI address',
    pattern: /\b0000:[0-9a-f]{2}:[0-9a-f]{2}\.\d\b/g,
    reason: 'Where the device sits in that guest.',
  },
  {
    what: 'decoder',
    pattern: /\bdecoder\d(?=\.\d)/g,
    reason: 'The number of its port; the number after the dot is compared.',
  },
  { what: 'serial', pattern: /(?<=\bserial=)\d+/g, reason: 'The number the device was given.' },
  {
    what: 'time',
    pattern: /(?<=\btime=|records from |\bto )\d+/g,
    reason: 'When it was recorded.',
  },
  {
    what: 'address',
    pattern: /(?<=\baddress: )[0-9a-f]{16}/g,
    reason: 'Where a structure of that build ends.',
  },
  {
    what: 'region index',
    pattern: /\b(?:updated_region_index='255'|partition_id='0')/g,
    reason: 'The recordings of v9 trace in the form of v11; its own is known from the source only.',
  },
];

/** A line of a log or of a trace without what only one machine has. */
export const masked = (text: string): string =>
  masks.reduce((rest, { what, pattern }) => rest.replace(pattern, `<${what}>`), text);
