import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { LedgerRow } from '../../model/view/page';
import { hexGrouped, iec } from '../kit/format';
import { Chips } from '../entity/Chips';
import { Swatch } from '../kit/Swatch';
import { select, useLink } from '../entity/highlight';
import { explained } from '../entity/terms';
import { useRows } from './use-rows';
import { useSlice } from '../state/run';
import './ledger.css';

const rowHeight = 20;
/** Block numbers from here on need a wider column. */
const manyBlocks = 10_000;
/** Pixels of a line of names of what is gone. */
const goneRoom = 260;
const heads = ['id', '', 'start DPA', 'length', 'blocks', 'state', 'since'] as const;

/** Every piece of an extent once: what was asked, what the device holds, what the host believes. */
export function Ledger() {
  const { rows, total, gone } = useSlice('ledger');
  const scroller = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState(0);
  const active = Math.max(0, Math.min(wanted, rows.length - 1));
  const virtual = useRows({ count: rows.length, rowHeight, scroller });
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: rows.length - 1 }[
      event.key
    ];
    if (next === undefined) return;
    event.preventDefault();
    setActive(Math.max(0, Math.min(rows.length - 1, next)));
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
    });
  };
  return (
    <section className="ledger" aria-label="Extents" onKeyDown={onKeyDown}>
      <div
        role="grid"
        aria-label="Extents"
        aria-rowcount={total + 1}
        className={
          rows.some(({ blocks }) => (blocks?.last ?? 0) >= manyBlocks) ? 'many-blocks' : ''
        }
      >
        <LedgerHead />
        <div className="ledger-rows" role="rowgroup" ref={scroller}>
          {rows.length === 0 && (
            <MessageRow>{gone.count === 0 ? 'No extent yet.' : 'No extent is left.'}</MessageRow>
          )}
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return (
                row && (
                  <Row
                    key={item.key}
                    row={row}
                    index={item.index}
                    top={item.start}
                    active={item.index === active}
                    onActive={setActive}
                  />
                )
              );
            })}
          </div>
          {total > rows.length && (
            <MessageRow>
              The first {rows.length} of {total} pieces.
            </MessageRow>
          )}
          {gone.count > 0 && (
            <MessageRow>
              Earlier: <Chips chips={gone.chips} count={gone.count} room={goneRoom} interactive />
            </MessageRow>
          )}
        </div>
      </div>
    </section>
  );
}

function LedgerHead() {
  return (
    <div role="rowgroup">
      <div className="ledger-row head" role="row" aria-rowindex={1}>
        <span role="columnheader">Asked for</span>
        <span className="ledger-device" role="presentation">
          {heads.map((head) => (
            <span role="columnheader" key={head}>
              {head === '' ? <span className="sr-only">region</span> : head}
            </span>
          ))}
        </span>
        <span role="columnheader">
          <span className="sr-only">agrees</span>
        </span>
        <span role="columnheader">Believes</span>
      </div>
    </div>
  );
}

function MessageRow({ children }: { readonly children: ReactNode }) {
  return (
    <div className="ledger-message" role="row">
      <span role="gridcell" className="nothing">
        {children}
      </span>
    </div>
  );
}

interface RowProps {
  readonly row: LedgerRow;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly onActive: (index: number) => void;
}

function Row({ row, index, top, active, onActive }: RowProps) {
  const { onFocus, ...link } = useLink([row.id]);
  return (
    <div
      className="ledger-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={link['data-link'] === 'selected'}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      {...link}
      onFocus={(event) => {
        onActive(index);
        onFocus?.(event);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        select([row.id]);
      }}
    >
      <span role="gridcell" className="asked" title={row.asked}>
        {row.asked}
      </span>
      <DeviceCells row={row} />
      <Sign differs={row.hostDiffers} />
      <span role="gridcell" className="believes" title={explained(row.hostText)}>
        {row.hostText}
      </span>
    </div>
  );
}

/** `← e1`: the extent that a piece was cut from. */
function FromMark({ from }: { readonly from: string }) {
  return (
    <span className="from">
      <span aria-hidden="true"> ← </span>
      <span className="sr-only"> cut from </span>
      {from}
    </span>
  );
}

function DeviceCells({ row }: { readonly row: LedgerRow }) {
  const { tag } = row.chip;
  const stateWords = tag === undefined ? row.stateText : `${row.stateText}, ${tag}`;
  return (
    <span className="ledger-device" role="presentation">
      <span role="gridcell">
        <b>{row.chip.label}</b>
        {row.from !== undefined && <FromMark from={row.from} />}
      </span>
      <span role="gridcell" className="mu">
        {row.region}
      </span>
      <span role="gridcell" className="m">
        {hexGrouped(row.start)}
      </span>
      <span role="gridcell">{iec(row.length)}</span>
      <span role="gridcell" className="m">
        {row.blocks === undefined ? '–' : `[${row.blocks.first}–${row.blocks.last}]`}
      </span>
      <span role="gridcell" className="state" title={stateWords}>
        <Swatch state={row.chip.state} />
        <span>{stateWords}</span>
      </span>
      <span role="gridcell" className="mu">
        {row.since}
      </span>
    </span>
  );
}

function Sign({ differs }: { readonly differs: boolean }) {
  return (
    <span role="gridcell" className={differs ? 'sign differs' : 'sign'}>
      <span aria-hidden="true">{differs ? '≠' : '='}</span>
      <span className="sr-only">{differs ? 'differs' : 'agrees'}</span>
    </span>
  );
}
