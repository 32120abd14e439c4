import { group } from './group';

const { use, now, set } = group<{ readonly open: number }>({ open: 0 });

/** The region whose map is large; of a device with fewer regions its last. */
export const useOpenRegion = (): number => use(({ open }) => open);
export const openRegionNow = (): number => now().open;

export function setOpenRegion(open: number): void {
  set({ open });
}
