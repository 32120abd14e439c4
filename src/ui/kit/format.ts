const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `0x1A00_0000`: at least eight digits, in groups of four. */
export function hexGrouped(value: number): string {
  const digits = value.toString(16).toUpperCase().padStart(8, '0');
  return `0x${digits.replace(/(?<=.)(?=(?:.{4})+$)/g, '_')}`;
}

/** `64 MiB`, `1.25 GiB`; a leading `~` says that it is rounded. */
export function iec(bytes: number): string {
  let unit = 0;
  let scaled = bytes;
  while (scaled >= 1024 && unit < units.length - 1) {
    scaled /= 1024;
    unit += 1;
  }
  const rounded = Math.round(scaled * 1000) / 1000;
  const mark = rounded === scaled ? '' : '~';
  return `${mark}${rounded} ${units[unit] ?? 'B'}`;
}
