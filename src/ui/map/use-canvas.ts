import { useEffect, type RefObject } from 'react';
import { paletteOf, useLook } from './palette';
import type { Brush } from './brush';

/** Room around the drawing for rings that stand outside the outermost cells. */
export const bleed = 4;

/** A brush whose pen is a canvas, with all that one can. */
export interface CanvasBrush extends Brush {
  readonly context: CanvasRenderingContext2D;
}

export type Paint = (brush: CanvasBrush) => void;

interface Area {
  readonly width: number;
  readonly height: number;
}

/** Paints in the next frame, and again only when `paint`, the area or the look of the page changes. */
export function useCanvas(
  ref: RefObject<HTMLCanvasElement | null>,
  area: Area,
  paint: Paint,
): void {
  const look = useLook();
  const { width, height } = area;
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (ref.current === null || width === 0) return;
      const context = prepared(ref.current, { width, height });
      if (context !== null)
        paint({ context, palette: paletteOf(ref.current, look), width, height });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [ref, width, height, paint, look]);
}

/** An empty canvas of this size. */
function prepared(
  canvas: HTMLCanvasElement,
  { width, height }: Area,
): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const ratio = window.devicePixelRatio;
  const across = Math.round((width + 2 * bleed) * ratio);
  const down = Math.round((height + 2 * bleed) * ratio);
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  context.setTransform(ratio, 0, 0, ratio, bleed * ratio, bleed * ratio);
  context.clearRect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed);
  return context;
}
