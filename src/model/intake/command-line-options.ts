/** Properties of `cxl-type3` that QEMU 10.0 and 11.1 have. */
export const properties: ReadonlySet<string> = new Set([
  'bus',
  'id',
  'addr',
  'multifunction',
  'romfile',
  'rombar',
  'failover_pair_id',
  'acpi-index',
  'memdev',
  'volatile-memdev',
  'persistent-memdev',
  'lsa',
  'sn',
  'cdat',
  'num-dc-regions',
  'volatile-dc-memdev',
  'x-speed',
  'x-width',
  'x-256b-flit',
]);

/** Properties that only a posted series had, and what they are called today. */
export const postedProperties: Readonly<Record<string, string>> = {
  'nonvolatile-dc-memdev': 'volatile-dc-memdev',
  'dc-memdev': 'volatile-dc-memdev',
};

/** Devices of posted series that no release has. */
export const postedDevices: ReadonlySet<string> = new Set([
  'usb-cxl-mctp',
  'i2c_mctp_cxl',
  'cxl-mhsld',
]);

/** One option of a command line: `-device cxl-type3,bus=rp0`, its members in order, the first without a name. */
export interface Option {
  readonly name: string;
  /** What stands before the first comma, where it has no `=`. */
  readonly kind: string;
  readonly members: ReadonlyMap<string, string>;
}

/** Every option in the words of a command line. A member without a value is on. */
export function optionsIn(words: readonly string[]): readonly Option[] {
  return words.flatMap((word, index) => {
    const name = /^--?([a-zA-Z][\w-]*)$/.exec(word)?.[1];
    const value = words[index + 1];
    return name === undefined || value === undefined || value.startsWith('-')
      ? []
      : [optionOf(name, value)];
  });
}

function optionOf(name: string, value: string): Option {
  const members = new Map<string, string>();
  let kind = '';
  // Two commas stand for one inside of a value.
  for (const [index, part] of value.replaceAll(',,', '\u0000').split(',').entries()) {
    const [key = '', ...rest] = part.replaceAll('\u0000', ',').trim().split('=');
    if (key === '') continue;
    if (rest.length > 0) members.set(key, rest.join('='));
    else if (index === 0) kind = key;
    else members.set(key, 'on');
  }
  return { name, kind, members };
}

/** Quotes, brackets and commas that shells, Python and XML put around the words of a command line. */
export function wordsIn(text: string): readonly string[] {
  return text
    .replace(/<\s*qemu:arg\s+value\s*=\s*(["'])(.*?)\1\s*\/?>/gi, ' $2 ')
    .replace(/\\\s*$/gm, ' ')
    .replace(/["']\s*,?\s*$/gm, ' ')
    .replace(/["'][ \t]*,[ \t]*["']/g, ' ')
    .split(/[\s"'`()[\]]+/)
    .map((word) => word.replace(/\\+$|^\\+/g, '').replace(/,+$/, ''))
    .filter((word) => word !== '');
}
