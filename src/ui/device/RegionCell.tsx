import type { RegionMap } from '../../model/view/page';
import { hexGrouped, iec } from '../kit/format';
import { MapCanvas, type MapMode } from '../map/MapCanvas';
import { Rulers } from '../map/Rulers';
import type { RegionLayout } from '../map/layout';
import type { OnLook } from '../map/use-zoom';
import { canZoom } from '../map/zoom';
import { ZoomBar } from '../map/ZoomBar';
import { lookOtherwise } from '../simulator/look';

interface Props {
  readonly region: RegionMap;
  readonly layout: RegionLayout;
  readonly mode: MapMode;
  readonly row: number;
  readonly onOpen: ((region: number) => void) | undefined;
}

const onLook: OnLook = (change) => void lookOtherwise(change);

/** One region as the device holds it, with its rulers and its scale in words. */
export function RegionCell({ region, layout, mode, row, onOpen }: Props) {
  return (
    <div className={`map-cell ${layout.size}`} style={{ gridRow: row }}>
      {layout.size !== 'strip' && (
        <div className="map-head">
          <span className="map-title">
            <RegionName region={region} open={layout.size === 'open'} onOpen={onOpen} />{' '}
            <span className="mu">
              <span className="m">{hexGrouped(region.base)}</span>, {iec(region.length)}
              <span className="map-blocks">
                , {region.blocks} blocks of {iec(region.blockSize)}
              </span>
            </span>
          </span>
          <span className="mu">{scaleOf(region, mode)}</span>
        </div>
      )}
      {layout.size === 'open' && canZoom(region) && <ZoomBar region={region} />}
      <div className="map-body">
        {layout.size === 'strip' && <RegionName region={region} open={false} onOpen={onOpen} />}
        <MapCanvas
          region={region}
          side="device"
          rowHeight={layout.rowHeight}
          mode={mode}
          label={region.label}
          {...(layout.size === 'open' && { onLook })}
          rulers={(grid) =>
            layout.size !== 'strip' && (
              <Rulers region={region} grid={grid} offsets={layout.size === 'open'} />
            )
          }
        />
      </div>
    </div>
  );
}

interface NameProps {
  readonly region: RegionMap;
  readonly open: boolean;
  readonly onOpen: Props['onOpen'];
}

function RegionName({ region, open, onOpen }: NameProps) {
  if (onOpen === undefined) return <b>{region.label}</b>;
  return (
    <button
      type="button"
      className="region-name"
      aria-pressed={open}
      title={`Show ${region.label} large`}
      onClick={() => {
        onOpen(region.index);
      }}
    >
      {region.label}
    </button>
  );
}

function scaleOf(
  { blocksPerCell, blockSize, blocks, bits, firstBlock }: RegionMap,
  mode: MapMode,
): string {
  if (mode === 'bits') {
    const window =
      bits.length < blocks ? `bits ${firstBlock}–${firstBlock + bits.length - 1}, ` : '';
    return `${window}1 cell = 1 bit = ${iec(blockSize)}`;
  }
  const cell = `${blocksPerCell} block${blocksPerCell === 1 ? '' : 's'}`;
  return `1 cell = ${cell} = ${iec(blocksPerCell * blockSize)}`;
}
