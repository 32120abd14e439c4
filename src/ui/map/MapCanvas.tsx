import { useCallback, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { drawnStates, totalsOf, type MapMark, type RegionMap } from '../../model/view/page';
import { useWidth } from '../kit/use-width';
import { hoverOff, hoverOn, select } from '../entity/highlight';
import { hoverRing, selectionRing, type Brush } from './brush';
import { CallOut } from './CallOut';
import { bitGrid, gridFrom, runBoxes, type MapGrid, type Run } from './geometry';
import { paintBits } from './paint-bits';
import { paintMap } from './paint-map';
import { marksOn, type MapSide } from './marks';
import { ringKey, runsOfKey } from './rings';
import { SpanList } from './SpanList';
import { spanTarget, targetAt, type MapTarget } from './target';
import { bleed, useCanvas } from './use-canvas';
import { useZoom, type OnLook } from './use-zoom';
import { canZoom } from './zoom';
import { useLinks } from '../state/links';
import { useRun } from '../state/run';

export type MapMode = 'extents' | 'bits';

interface Props {
  readonly region: RegionMap;
  readonly side: MapSide;
  readonly rowHeight: number;
  readonly mode?: MapMode;
  readonly label: string;
  /** Shows another part of the region; without it the map cannot be zoomed. */
  readonly onLook?: OnLook;
  /** What stands around the cells and moves with them. */
  readonly rulers?: (grid: MapGrid) => ReactNode;
}

const sideWords: Readonly<Record<MapSide, string>> = {
  fm: 'as the fabric manager asked for it',
  device: 'as the device holds it',
  host: 'as the host believes it',
};

/** One region of one actor, on a canvas, with its list for the keyboard. */
export function MapCanvas(props: Props) {
  const { region, side, rowHeight, mode = 'extents', label, onLook, rulers } = props;
  const frame = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const layer = region[side];
  const grid = useMemo(
    () => gridOf(region, mode, rowHeight, width),
    [region, mode, rowHeight, width],
  );
  const zoomed = useMemo(
    () => (onLook && canZoom(region) ? { view: region, grid, onLook } : undefined),
    [region, grid, onLook],
  );
  useZoom(box, zoomed);
  const height = grid.rows * grid.rowHeight;
  const [target, setTarget] = useState<MapTarget>();

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const next = targetAt(
      { region, layer, grid, marks: marksOn(region, side) },
      event.clientX - box.left,
      event.clientY - box.top,
    );
    if (next?.id === target?.id) return;
    setTarget(next);
    if (next === undefined) hoverOff();
    else hoverOn([next.id]);
  };
  const shown = target && (mode === 'bits' ? withBit(target, region) : target);
  return (
    <div
      className="map"
      ref={frame}
      data-cells={cellTotals(region, side)}
      data-asked={side === 'fm' ? askedRuns(region) : undefined}
      data-marks={markRuns(marksOn(region, side))}
    >
      <div
        className="map-box"
        ref={box}
        style={{ width: grid.width, height }}
        onPointerMove={onPointerMove}
        onPointerLeave={() => {
          setTarget(undefined);
          hoverOff();
        }}
        onClick={() => {
          if (target !== undefined) select([target.id]);
        }}
      >
        <Picture shown={region} side={side} mode={mode} rowHeight={rowHeight} width={width} />
        {rulers?.(grid)}
        {shown && <CallOut target={shown} grid={grid} />}
      </div>
      <SpanList
        region={region}
        side={side}
        label={`${label} ${sideWords[side]}`}
        onFocusSpan={(index) => {
          setTarget(index === undefined ? undefined : spanTarget({ region, layer }, index));
        }}
      />
    </div>
  );
}

interface PictureProps {
  readonly shown: RegionMap;
  readonly side: MapSide;
  readonly mode: MapMode;
  readonly rowHeight: number;
  readonly width: number;
}

/** The canvas. For a region of the run it follows every frame of a fast scrubber. */
function Picture({ shown, side, mode, rowHeight, width }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const region = useRun(({ page, rested }) =>
    rested?.maps[shown.index] === shown ? (page?.maps[shown.index] ?? shown) : shown,
  );
  const grid = useMemo(
    () => gridOf(region, mode, rowHeight, width),
    [region, mode, rowHeight, width],
  );
  const paint = usePaint({ region, side, mode, grid });
  const height = grid.rows * grid.rowHeight;
  useCanvas(canvas, { width: grid.width, height }, paint);
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      data-testid={`map-${side}-${region.index}`}
      style={{ inset: -bleed, width: grid.width + 2 * bleed, height: height + 2 * bleed }}
    />
  );
}

function gridOf(region: RegionMap, mode: MapMode, rowHeight: number, width: number): MapGrid {
  const grid = { ...gridFrom(region), width, rowHeight };
  return mode === 'bits' ? bitGrid(grid, region.bits.length) : grid;
}

interface Drawn {
  readonly region: RegionMap;
  readonly side: MapSide;
  readonly mode: MapMode;
  readonly grid: MapGrid;
}

/** How the map is painted; the function changes only when the picture does. */
function usePaint({ region, side, mode, grid }: Drawn): (brush: Brush) => void {
  const layer = region[side];
  const hovered = useLinks((state) => ringKey(region, layer.spans, state.hover));
  const selected = useLinks((state) => ringKey(region, layer.spans, state.selection));
  return useCallback(
    (brush: Brush) => {
      if (mode === 'bits') paintBits(brush, grid, region);
      else {
        paintMap(brush, {
          grid,
          layer,
          marks: marksOn(region, side),
          blockSize: region.blockSize,
          detail: side === 'device' ? 'full' : 'names',
          undecoded: side === 'host' ? undecodedRuns(region) : [],
        });
      }
      hoverRing(brush, ringBoxes(grid, hovered));
      selectionRing(brush, ringBoxes(grid, selected));
    },
    [region, layer, side, mode, grid, hovered, selected],
  );
}

const ringBoxes = (grid: MapGrid, key: string) =>
  runsOfKey(key).flatMap((run) => runBoxes(grid, run));

function undecodedRuns({ decoded, blocks }: RegionMap): readonly Run[] {
  if (decoded.from === decoded.to) return [{ first: 0, count: blocks }];
  return [
    { first: 0, count: decoded.from },
    { first: decoded.to, count: blocks - decoded.to },
  ];
}

function withBit(target: MapTarget, region: RegionMap): MapTarget {
  const bit = region.bits[target.run.first - region.firstBlock];
  return bit === undefined ? target : { ...target, note: `${target.note} bit ${bit}` };
}

function cellTotals(region: RegionMap, side: MapSide): string {
  const totals = totalsOf(region[side]);
  return drawnStates.map((state) => `${state}:${totals[state]}`).join(' ');
}

const askedRuns = ({ fm }: RegionMap): string =>
  fm.spans
    .map(({ label, state, firstBlock, blocks }) => `${state}:${label}:${firstBlock}+${blocks}`)
    .join(' ');

const markRuns = (marks: readonly MapMark[]): string =>
  marks.map(({ kind, firstBlock, blocks }) => `${kind}:${firstBlock}+${blocks}`).join(' ');
