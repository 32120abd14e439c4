import type { Span } from '../../codec/message';
import { hex } from '../../units';
import type { FieldView } from '../page';

/** The last part of a field's path. */
export const nameOf = ({ path }: Span): string => path.slice(path.lastIndexOf('.') + 1);

function valueText(span: Span): string {
  const { value } = span;
  if (value === undefined) return span.reserved ? 'reserved' : '';
  if (typeof value === 'bigint') return hex(value);
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return '';
  return span.hex ? hex(value) : String(value);
}

/** A field by itself, without what the run knows of it. */
export const fieldOfSpan = (tab: string, span: Span): FieldView => ({
  path: span.path,
  label: span.label,
  offset: span.offset,
  size: span.size,
  type: span.type,
  value: valueText(span),
  reserved: span.reserved,
  bad: false,
  entities: [`field:${tab}:${span.path}`],
});
