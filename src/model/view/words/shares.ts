import { endOf, type ExtentId } from '../../extent';
import type { DeviceState } from '../../device/device-state';
import { iec } from '../../units';
import { extentIn } from '../scene/extent-at';
import { sum } from '../scene/gather';
import { extentNames, listed } from './names';

/** How much of an extent something is about. */
export interface Share {
  readonly extent: ExtentId;
  readonly bytes: number;
  /** The length of the extent. */
  readonly of: number;
}

interface Touched {
  readonly extent: ExtentId;
  readonly start: number;
  readonly length: number;
}

/** How much of each extent some ranges are, each byte once. What the device does not have counts as whole. */
export function sharesOf(device: DeviceState, ranges: readonly Touched[]): readonly Share[] {
  return [...new Set(ranges.map(({ extent }) => extent))].map((extent) => {
    const mine = ranges.filter((range) => range.extent === extent);
    const bytes = sum(
      mine.map(({ start, length }, i) => length - told(mine.slice(0, i), start, length)),
    );
    return { extent, bytes, of: extentIn(device, extent)?.extent.length ?? bytes };
  });
}

/** Bytes of a range that ranges before it have too: one request may name a byte twice. */
const told = (before: readonly Touched[], start: number, length: number): number =>
  Math.min(
    length,
    sum(
      before.map((range) =>
        Math.max(0, Math.min(endOf(range), start + length) - Math.max(range.start, start)),
      ),
    ),
  );

/** More parts than this are told together. */
const FEW = 2;

/** `e1 and e2`, `e2 and 16 of 64 MiB of e1`: whole extents by name, of parts how much. */
export function sharesText(shares: readonly Share[]): string {
  const whole = shares.filter(({ bytes, of }) => bytes >= of).map(({ extent }) => extent);
  const parts = shares.filter(({ bytes, of }) => bytes < of);
  if (parts.length === 0) return extentNames(whole);
  if (parts.length <= FEW && whole.length <= FEW)
    return listed([
      ...whole.map((id) => extentNames([id])),
      ...parts.map((part) => `${amountText(part)} of ${extentNames([part.extent])}`),
    ]);
  const all: Share = {
    extent: 0,
    bytes: sum(parts.map(({ bytes }) => bytes)),
    of: sum(parts.map(({ of }) => of)),
  };
  const told = `parts of ${extentNames(parts.map(({ extent }) => extent))} (${amountText(all)})`;
  return whole.length === 0 ? told : `${extentNames(whole)}, and ${told}`;
}

/** `16 of 64 MiB`, `512 KiB of 64 MiB`. */
function amountText({ bytes, of }: Share): string {
  const [number, unit] = iec(bytes).split(' ');
  const whole = iec(of);
  return whole.endsWith(` ${unit ?? ''}`)
    ? `${number ?? ''} of ${whole}`
    : `${iec(bytes)} of ${whole}`;
}

/** `e2 and the rest of e1`. */
export function withdrawnText(
  withdrawn: readonly { readonly extent: number; readonly partly: boolean }[],
): string {
  const idsOf = (rest: boolean): readonly number[] => [
    ...new Set(withdrawn.filter(({ partly }) => partly === rest).map(({ extent }) => extent)),
  ];
  const [whole, rest] = [idsOf(false), idsOf(true)];
  return [
    ...(whole.length === 0 ? [] : [extentNames(whole)]),
    ...(rest.length === 0 ? [] : [`the rest of ${extentNames(rest)}`]),
  ].join(' and ');
}
