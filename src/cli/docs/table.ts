import { profiles, type Profile } from '../../model/device/profiles/profile';

/** The profiles in the order of the columns. */
export const columns: readonly Profile[] = Object.values(profiles);

export const NOTHING = '–';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A Markdown table; the formatter aligns it. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
