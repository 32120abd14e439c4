import type { RegionMap } from '../../model/view/page';
import { hexGrouped, iec } from '../kit/format';
import { gridFrom, rowAddress } from './geometry';

/** Pixels of a character of a ruler, and of what stands between it and the cells. */
const character = 6;
const gap = 8;

/** `320M`: short enough for a ruler. */
export function brief(bytes: number): string {
  return bytes === 0 ? '0M' : iec(bytes).replace(/ (\w)iB$/, '$1');
}

const rowAddresses = (map: RegionMap): readonly number[] =>
  Array.from({ length: map.rows }, (_, row) => rowAddress(map, gridFrom(map), row));

/** Pixels that the longest address and the longest size of these maps need beside the cells. */
export function rulerRoom(maps: readonly RegionMap[]): {
  readonly start: number;
  readonly end: number;
} {
  const rows = maps.flatMap(rowAddresses);
  const room = (say: (at: number) => string): number =>
    Math.max(0, ...rows.map((at) => say(at).length)) * character + gap;
  return { start: room(hexGrouped), end: room(brief) };
}
