import { useCallback, useRef, type PointerEvent } from 'react';
import { byUrgency, drawnStates, type DrawnState, type RegionMap } from '../../model/view/page';
import { iec } from '../kit/format';
import { useWidth } from '../kit/use-width';
import { fillBoxes, stateBoxes } from '../map/brush';
import { mixedMarks, type Box } from '../map/geometry';
import {
  blockUnder,
  columnCounts,
  deviceEnd,
  stretchInView,
  stretchOf,
  type Stretch,
} from '../map/overview';
import { bleed, useCanvas, type CanvasBrush } from '../map/use-canvas';
import { centredOn, isWhole } from '../map/zoom';
import { look, openRegion } from '../simulator/look';
import { useSlice } from '../state/run';

interface Props {
  readonly maps: readonly RegionMap[];
  readonly open: number;
}

const height = 20;
/** A narrower frame has no grips: they would hide what is in it. */
const gripsFrom = 14;
/** Kept free at the right for the size of the whole. */
const endRoom = 72;

/** The whole device on one strip; the frame is what is in view above, and can be dragged. */
export function Overview({ maps, open }: Props) {
  const { device } = useSlice('run');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(frame);
  const end = deviceEnd(maps, device.staticBytes + device.dcBytes);
  const paint = useCallback(
    (brush: CanvasBrush) => {
      fillBoxes(brush, [{ x: 0, y: 0, width, height }], brush.palette.page);
      const staticPart = {
        x: 0,
        y: 0,
        width: Math.round((device.staticBytes / end) * width),
        height,
      };
      fillBoxes(brush, [staticPart], brush.palette.line2);
      maps.forEach((region) => {
        paintRegion(brush, region, stretchOf(region, end, width));
      });
      const framed = maps[open];
      if (framed) frameStretch(brush, stretchInView(framed, end, width));
    },
    [maps, open, width, end, device.staticBytes],
  );
  useCanvas(canvas, { width, height }, paint);
  const moveTo = (event: PointerEvent<HTMLElement>): void => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const found = blockUnder(maps, (at / width) * end);
    if (found === undefined) return;
    if (found.region.index !== open) openRegion(found.region.index);
    else if (!isWhole(found.region)) void look(centredOn(found.region, found.block));
  };
  return (
    <div className="overview">
      <span className="overview-name mu">whole device</span>
      <div
        className="overview-strip"
        ref={frame}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          moveTo(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) moveTo(event);
        }}
      >
        <canvas
          ref={canvas}
          aria-hidden="true"
          data-testid="map-overview"
          style={{ inset: -bleed, width: width + 2 * bleed, height: height + 2 * bleed }}
        />
        <div className="overview-marks mu">
          <span style={{ left: 0 }}>
            {staticLabel(device.staticBytes, (device.staticBytes / end) * width)}
          </span>
          {maps.map((region) => {
            const { from } = stretchOf(region, end, width);
            return (
              width - from > endRoom && (
                <span key={region.id} style={{ left: from }}>
                  {region.label}
                </span>
              )
            );
          })}
          <span className="overview-end">{iec(end)}</span>
        </div>
      </div>
    </div>
  );
}

/** As much as fits under the static part. */
function staticLabel(bytes: number, room: number): string {
  if (room > 78) return `static ${iec(bytes)}`;
  return room > 36 ? 'static' : '';
}

/** In each pixel column the most urgent state wins, so a single offered block still shows. */
function paintRegion(brush: CanvasBrush, region: RegionMap, { from, to }: Stretch): void {
  const boxes: Record<DrawnState, Box[]> = { free: [], offered: [], askedBack: [], accepted: [] };
  columnCounts(region.whole, to - from).forEach((held, pixel) => {
    const column = { x: from + pixel, y: 0, width: 1, height };
    for (const mark of mixedMarks(held, byUrgency, column)) boxes[mark.state].push(mark);
  });
  for (const state of drawnStates) stateBoxes(brush, boxes[state], state);
  fillBoxes(brush, [{ x: from - 1, y: 0, width: 2, height }], brush.palette.surface);
}

function frameStretch({ context, palette }: CanvasBrush, { from, to }: Stretch): void {
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.6;
  context.beginPath();
  context.roundRect(from - 1, -2, to - from + 2, height + 4, 3);
  context.stroke();
  if (to - from < gripsFrom) return;
  context.fillStyle = palette.ink;
  for (const x of [from - 3, to - 1]) {
    context.beginPath();
    context.roundRect(x, height / 2 - 4.5, 4.5, 9, 2);
    context.fill();
  }
}
