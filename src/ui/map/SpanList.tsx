import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { RegionMap } from '../../model/view/page';
import { hexGrouped, iec } from '../kit/format';
import { hoverOff, hoverOn, markOf, select } from '../entity/highlight';
import { mapSelects, nextItem } from './map-keys';
import { marksInWords, marksOn, type MapSide } from './marks';
import { runWords, spanWords } from './words';
import { useLinks } from '../state/links';

interface Item {
  readonly id: string;
  readonly text: string;
}

interface Props {
  readonly region: RegionMap;
  readonly side: MapSide;
  readonly label: string;
  /** Index of the focused span, or undefined on the region itself and when focus leaves. */
  readonly onFocusSpan: (index: number | undefined) => void;
}

const selects: readonly string[] = mapSelects;

/** Rows to keep in the document around the focused one. */
const around = 12;

/** The map for the keyboard and for those who cannot see it: the region, then its extents. */
export function SpanList({ region, side, label, onFocusSpan }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState(0);
  const items = itemsOf(region, side);
  const active = Math.min(wanted, items.length - 1);
  useEffect(() => {
    const box = list.current;
    if (box?.contains(document.activeElement) === true) {
      box.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  }, [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextItem(event.key, active, items.length);
    const item = items[active];
    if (next !== undefined) setActive(next);
    else if (selects.includes(event.key) && item !== undefined) select([item.id]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const from = Math.max(0, active - around);
  return (
    <div className="span-list" role="listbox" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {items.slice(from, active + around).map((item, offset) => (
        <SpanOption
          key={from + offset}
          item={item}
          position={from + offset}
          of={items.length}
          active={from + offset === active}
          onFocus={() => {
            setActive(from + offset);
            onFocusSpan(from + offset === 0 ? undefined : from + offset - 1);
          }}
          onBlur={() => {
            onFocusSpan(undefined);
          }}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  readonly item: Item;
  readonly position: number;
  readonly of: number;
  readonly active: boolean;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

function SpanOption({ item, position, of, active, onFocus, onBlur }: OptionProps) {
  const selected = useLinks((state) => markOf(state, [item.id]) === 'selected');
  return (
    <div
      role="option"
      aria-selected={selected}
      aria-posinset={position + 1}
      aria-setsize={of}
      tabIndex={active ? 0 : -1}
      onFocus={() => {
        hoverOn([item.id]);
        onFocus();
      }}
      onBlur={() => {
        hoverOff();
        onBlur();
      }}
    >
      {item.text}
    </div>
  );
}

/** Which blocks are in view, where not all are. */
const inViewWords = ({ firstBlock: first, shownBlocks: count, blocks }: RegionMap) =>
  count === blocks ? [] : [`${runWords({ first, count })} in view`];

function itemsOf(region: RegionMap, side: MapSide): readonly Item[] {
  const where = `region ${region.index}`;
  const whole = {
    id: region.id,
    text: [
      where,
      hexGrouped(region.base),
      iec(region.length),
      ...inViewWords(region),
      ...marksInWords(marksOn(region, side)),
    ].join(', '),
  };
  const spans = region[side].spans.map((span) => {
    const dpa = hexGrouped(region.base + span.firstBlock * region.blockSize);
    const length = iec(span.blocks * region.blockSize);
    const text = [span.label, where, dpa, length, ...spanWords(span)].join(', ');
    return { id: span.id, text };
  });
  return [whole, ...spans];
}
