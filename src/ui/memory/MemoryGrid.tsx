import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react';
import { hexGrouped, iec } from '../kit/format';
import { useRows } from '../ledger/use-rows';
import { hoverOff, hoverOn, select } from '../entity/highlight';
import { useWidth } from '../kit/use-width';
import { blocksId } from '../map/rings';
import { MemoryLine } from './MemoryLine';
import { Pager } from './Pager';
import { blockAt, rowBytes, windowBytes } from './place';
import { useMemoryRows } from './use-memory-rows';
import { useSlice } from '../state/run';
import { showMemoryAt } from '../state/tools';

const lineHeight = 17;
/** Room for sixteen bytes, their characters and an address. */
const fullWidth = 440;

/** 64 KiB of memory to scroll through; one stop for the keyboard. */
export function MemoryGrid({ at }: { readonly at: number }) {
  const { from, to, hpaOffset, decoded } = useSlice('memory');
  const maps = useSlice('maps');
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const columns = useWidth(scroller) >= fullWidth ? 16 : 8;
  const start = Math.max(from, Math.floor(at / windowBytes) * windowBytes);
  const end = Math.min(to, start + windowBytes);
  const count = Math.ceil((end - start) / columns);
  const virtual = useRows({ count, rowHeight: lineHeight, scroller });
  const current = Math.floor((at - start) / columns);
  const lines = virtual.getVirtualItems();
  const rows = useMemoryRows(start + (lines[0]?.index ?? current) * columns);
  useEffect(() => {
    virtual.scrollToIndex(current, { align: 'auto' });
  }, [current, start, virtual]);
  const go = (dpa: number): void => {
    showMemoryAt(Math.min(to - 1, Math.max(from, dpa)));
  };
  const blocksOf = (dpa: number): readonly string[] => {
    const place = blockAt(maps, dpa);
    return place === undefined
      ? []
      : [blocksId(place.region.index, { first: place.block, count: 1 })];
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moved(event.key, at, columns);
    if (next !== undefined) go(next);
    else if (event.key === 'Enter' || event.key === ' ') select(blocksOf(at));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        className={columns === 8 ? 'memory-grid eight' : 'memory-grid'}
        role="listbox"
        aria-label={`Memory from ${hexGrouped(start)}, ${iec(end - start)}`}
        aria-activedescendant={`${id}-${current}`}
        tabIndex={0}
        ref={scroller}
        onKeyDown={onKeyDown}
        onPointerOver={(event) => {
          const dpa = dpaUnder(event);
          if (dpa !== undefined) hoverOn(blocksOf(dpa));
        }}
        onPointerLeave={hoverOff}
        onClick={(event) => {
          const dpa = dpaUnder(event);
          if (dpa === undefined) return;
          go(dpa);
          select(blocksOf(dpa));
        }}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {lines.map(({ index }) => {
            const dpa = start + index * columns;
            return (
              <MemoryLine
                key={dpa}
                id={`${id}-${index}`}
                dpa={dpa}
                top={index * lineHeight}
                columns={columns}
                row={rows.get(dpa - (dpa % rowBytes))}
                at={index === current ? at : undefined}
                hpa={
                  hpaOffset !== undefined && dpa >= decoded.from && dpa < decoded.to
                    ? dpa + hpaOffset
                    : undefined
                }
              />
            );
          })}
        </div>
      </div>
      <Pager start={start} end={end} from={from} to={to} onGo={go} />
    </>
  );
}

function moved(key: string, at: number, columns: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: columns,
    ArrowUp: -columns,
    ArrowRight: 1,
    ArrowLeft: -1,
    PageDown: 16 * columns,
    PageUp: -16 * columns,
  };
  const by = moves[key];
  return by === undefined ? undefined : at + by;
}

function dpaUnder({ target }: PointerEvent | MouseEvent): number | undefined {
  const place = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null;
  return place === null ? undefined : Number(place.dataset['at']);
}
