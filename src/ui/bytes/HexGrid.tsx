import {
  memo,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import type { BytesTab } from '../../model/view/page';
import { useRows } from '../ledger/use-rows';
import { hoverOff, hoverOn, select } from '../entity/highlight';
import { useViewport } from '../map/viewport';
import { fieldIds, fieldOfByte, markClass, offsetText, type FieldMark } from './fields';
import { counted } from '../../model/units';

interface Props {
  readonly tab: BytesTab;
  readonly marks: readonly (FieldMark | undefined)[];
}

const rowHeight = 17;

/** The bytes in rows; one stop for the keyboard, inside it the arrows go byte by byte. */
export function HexGrid({ tab, marks }: Props) {
  const columns = useViewport() === 'phone' ? 8 : 16;
  const owners = useMemo(() => fieldOfByte(tab), [tab]);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useActive(tab.id);
  const id = useId();
  const { bytes, fields } = tab;
  const rows = Math.ceil(bytes.length / columns);
  const virtual = useRows({ count: rows, rowHeight, scroller, of: tab.id });
  const idsAt = (byte: number): readonly string[] => {
    const field = fields[owners[byte] ?? -1];
    return field === undefined ? [] : fieldIds(tab.id, field);
  };
  const go = (byte: number): void => {
    const next = Math.min(bytes.length - 1, Math.max(0, byte));
    setActive(next);
    virtual.scrollToIndex(Math.floor(next / columns));
    hoverOn(idsAt(next));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const from = active ?? 0;
    const next = byteMove(event.key, from, columns, bytes.length);
    if (next !== undefined) go(next);
    else if (event.key === 'Enter' || event.key === ' ') select(idsAt(from), tab.id);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={columns === 8 ? 'hex eight' : 'hex'}
      role="grid"
      aria-label={`${tab.title}, ${counted(bytes.length, 'byte')}`}
      aria-rowcount={rows}
      aria-colcount={columns}
      aria-activedescendant={active === undefined ? undefined : `${id}-${active}`}
      tabIndex={0}
      ref={scroller}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) go(active ?? 0);
      }}
      onBlur={() => {
        setActive(undefined);
        hoverOff();
      }}
      onPointerOver={(event) => {
        const byte = byteUnder(event);
        if (byte !== undefined) hoverOn(idsAt(byte));
      }}
      onPointerLeave={hoverOff}
      onClick={(event) => {
        const byte = byteUnder(event);
        if (byte !== undefined) select(idsAt(byte), tab.id);
      }}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const from = item.index * columns;
          return (
            <HexRow
              key={item.index}
              id={id}
              from={from}
              row={item.index}
              tab={tab}
              owners={owners}
              columns={columns}
              looks={looksOf(tab, owners, marks, from, columns)}
              active={
                active !== undefined && active >= from && active < from + columns
                  ? active
                  : undefined
              }
            />
          );
        })}
      </div>
    </div>
  );
}

/** The byte the arrow keys are on; other bytes have none yet. */
function useActive(of: string): [number | undefined, (at: number | undefined) => void] {
  const [state, setState] = useState<{ readonly of: string; readonly at: number | undefined }>();
  const setActive = (at: number | undefined): void => {
    setState({ of, at });
  };
  return [state?.of === of ? state.at : undefined, setActive];
}

interface RowProps {
  readonly id: string;
  readonly from: number;
  readonly row: number;
  readonly tab: BytesTab;
  readonly owners: Int32Array;
  readonly columns: number;
  /** One class list per byte, joined: a row is drawn again only when one of them changes. */
  readonly looks: string;
  readonly active: number | undefined;
}

const HexRow = memo(function HexRow({
  id,
  from,
  row,
  tab,
  owners,
  columns,
  looks,
  active,
}: RowProps) {
  const classes = looks.split('|');
  return (
    <div
      className="hex-row"
      role="row"
      aria-rowindex={row + 1}
      style={{ transform: `translateY(${row * rowHeight}px)` }}
    >
      <span className="hex-offset" role="rowheader">
        {offsetText(from).slice(0, -1)}
      </span>
      {[...tab.bytes.subarray(from, from + columns)].map((byte, column) => {
        const at = from + column;
        const field = tab.fields[owners[at] ?? -1];
        return (
          <span
            key={at}
            id={`${id}-${at}`}
            role="gridcell"
            data-at={at}
            className={`${classes[column] ?? ''} ${at === active ? 'active' : ''}`}
            aria-label={`${offsetText(at)}: ${hexByte(byte)}${field === undefined ? '' : `, ${field.label}`}`}
          >
            {hexByte(byte)}
          </span>
        );
      })}
    </div>
  );
});

function looksOf(
  tab: BytesTab,
  owners: Int32Array,
  marks: readonly (FieldMark | undefined)[],
  from: number,
  columns: number,
): string {
  const looks: string[] = [];
  for (let at = from; at < Math.min(from + columns, tab.bytes.length); at += 1) {
    const owner = owners[at] ?? -1;
    const shade = owner % 2 === 1 ? 'odd' : '';
    const value = tab.bytes[at] === 0 ? 'zero' : '';
    const bad = tab.fields[owner]?.bad === true ? 'bad' : '';
    looks.push(`${shade} ${value} ${bad} ${markClass(marks[owner])}`);
  }
  return looks.join('|');
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function byteUnder(event: PointerEvent | React.MouseEvent): number | undefined {
  const target = event.target instanceof HTMLElement ? event.target.dataset['at'] : undefined;
  return target === undefined ? undefined : Number(target);
}

function byteMove(key: string, from: number, columns: number, length: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: from + 1,
    ArrowLeft: from - 1,
    ArrowDown: from + columns,
    ArrowUp: from - columns,
    PageDown: from + 8 * columns,
    PageUp: from - 8 * columns,
    Home: 0,
    End: length - 1,
  };
  return moves[key];
}
