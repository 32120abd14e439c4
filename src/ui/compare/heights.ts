import type { Viewport } from '../map/viewport';

/** Pixels for the device's maps of one run, and for the host's, all regions together. */
const room: Readonly<Record<Viewport, { readonly device: number; readonly host: number }>> = {
  wide: { device: 288, host: 160 },
  tablet: { device: 240, host: 144 },
  phone: { device: 192, host: 112 },
};

const highest = 28;
const lowest = { device: 3, host: 2 };

/** Pixels of one row of a region's two maps. */
export function rowHeights(
  viewport: Viewport,
  regions: number,
  rows: number,
): { readonly device: number; readonly host: number } {
  const height = (layer: 'device' | 'host'): number => {
    const share = Math.floor(room[viewport][layer] / regions / rows);
    return Math.min(highest, Math.max(lowest[layer], share));
  };
  return { device: height('device'), host: height('host') };
}
