import { invariant } from '../assert';
import type { Layout } from './codec';

/**
 * A header, items that follow it, and perhaps a trailer: every payload of ours.
 * `count` tells how many items the header claims; a payload may hold fewer.
 */
export interface Message<H, I = never, T = never> {
  readonly name: string;
  readonly header: Layout<H>;
  readonly items?: Items<H, I>;
  readonly trailer?: Layout<T>;
}

/** The items of a message. */
export interface Items<H, I> {
  readonly name: string;
  readonly layout: Layout<I>;
  /** The field of the header that tells their number; absent where another value tells it. */
  readonly countField?: string;
  // A method, so that a message of some values is also a message of unknown values.
  count(header: H): number;
}

/** Items whose number a field of the header tells. */
export const itemsCountedBy = <K extends string, H extends Readonly<Record<K, number>>, I>(
  countField: K,
  header: Layout<H>,
  { name, layout }: Pick<Items<H, I>, 'name' | 'layout'>,
): Items<H, I> => {
  invariant(
    header.fields.some((field) => field.name === countField),
    `${header.name} has a field ${countField}`,
  );
  return { name, layout, countField, count: (values) => values[countField] };
};

export interface Decoded<H, I> {
  readonly header: H;
  readonly items: readonly I[];
}

/** One field's place in a payload. */
export interface Span {
  readonly path: string;
  readonly label: string;
  readonly offset: number;
  readonly size: number;
  readonly type: string;
  readonly value: unknown;
  readonly reserved: boolean;
  /** The value is read in hexadecimal. */
  readonly hex: boolean;
}

/**
 * Reads a payload that may be too short: missing header bytes count as zero, missing items are left out.
 * Whether that is an error is for the command's rules to say.
 */
export function decode<H, I>(message: Message<H, I, unknown>, payload: Uint8Array): Decoded<H, I> {
  const { header, items } = message;
  const head = header.read(payload, 0);
  if (items === undefined) return { header: head, items: [] };
  const { size } = items.layout;
  const whole = Math.max(0, Math.floor((payload.length - header.size) / size));
  const count = Math.min(items.count(head), whole);
  if (count === 1) return { header: head, items: [items.layout.read(payload, header.size)] };
  const read: I[] = [];
  for (let i = 0; i < count; i += 1) read.push(items.layout.read(payload, header.size + i * size));
  return { header: head, items: read };
}

/** Writes a payload: header, items, trailer. */
export function encode<H, I, T>(
  message: Message<H, I, T>,
  header: H,
  items: readonly I[] = [],
  trailer?: T,
): Uint8Array {
  const itemSize = message.items?.layout.size ?? 0;
  const headEnd = message.header.size + items.length * itemSize;
  const bytes = new Uint8Array(headEnd + (message.trailer?.size ?? 0));
  message.header.write(bytes, 0, header);
  items.forEach((item, i) => {
    message.items?.layout.write(bytes, message.header.size + i * itemSize, item);
  });
  if (trailer !== undefined) message.trailer?.write(bytes, headEnd, trailer);
  return bytes;
}

/** Where each field of a payload lies. The spans tile the payload; what no field explains is `Unused`. */
export function spansOf<H, I, T>(message: Message<H, I, T>, payload: Uint8Array): readonly Span[] {
  const spans: Span[] = [];
  let offset = placeAll(spans, message.header, payload, 0, '', '');
  if (message.items !== undefined && offset === message.header.size) {
    const { layout, name } = message.items;
    const claimed = message.items.count(message.header.read(payload, 0));
    const room = payload.length - (message.trailer?.size ?? 0);
    for (let i = 0; i < claimed && offset + layout.size <= room; i += 1) {
      offset = placeAll(spans, layout, payload, offset, `${name}[${i}].`, `${layout.name} ${i}: `);
    }
  }
  if (message.trailer !== undefined && offset + message.trailer.size <= payload.length) {
    offset = placeAll(spans, message.trailer, payload, offset, '', '');
  }
  if (offset < payload.length) spans.push(unused(offset, payload.length - offset));
  return spans;
}

function placeAll(
  spans: Span[],
  layout: Layout<unknown>,
  payload: Uint8Array,
  base: number,
  path: string,
  label: string,
): number {
  let end = base;
  for (const { name, label: own, offset, type } of layout.fields) {
    if (base + offset + type.size > payload.length) return end;
    spans.push({
      path: path + name,
      label: label + own,
      offset: base + offset,
      size: type.size,
      type: type.name,
      value: type.read(payload, base + offset),
      reserved: type.reserved,
      hex: type.hex === true,
    });
    end = base + offset + type.size;
  }
  return end;
}

/** The path of bytes that no field takes. */
export const UNUSED = 'unused';

const unused = (offset: number, size: number): Span => ({
  path: UNUSED,
  label: 'Unused',
  offset,
  size,
  type: size === 1 ? '1 byte' : `${size} bytes`,
  value: undefined,
  reserved: true,
  hex: false,
});
