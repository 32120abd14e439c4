import type { Links } from '../state/links';
import type { BytesTab, EntityId, FieldView } from '../../model/view/page';

export type FieldMark = 'selected' | 'hovered' | 'linked';

/** The entity that stands for one field of one message. */
function fieldId(tab: string, field: FieldView): EntityId {
  return `field:${tab}:${field.path}`;
}

/** A field and all it speaks of; what it speaks of comes first, to be asked about when it is selected. */
export function fieldIds(tab: string, field: FieldView): readonly EntityId[] {
  const own = fieldId(tab, field);
  return [...field.entities.filter((id) => id !== own), own];
}

/** For every byte the index of its field, or -1. */
export function fieldOfByte({ bytes, fields }: Pick<BytesTab, 'bytes' | 'fields'>): Int32Array {
  const owners = new Int32Array(bytes.length).fill(-1);
  fields.forEach((field, index) => {
    owners.fill(index, field.offset, field.offset + field.size);
  });
  return owners;
}

/** How a field is marked: by name, or because something it speaks of is. */
export function fieldMark(
  tab: string,
  field: FieldView,
  { hover, selection }: Pick<Links, 'hover' | 'selection'>,
): FieldMark | undefined {
  const own = fieldId(tab, field);
  if (hover.has(own)) return 'hovered';
  if (selection.has(own)) return 'selected';
  if (field.entities.some((id) => hover.has(id) || selection.has(id))) return 'linked';
  return undefined;
}

/** The class a mark gives to a byte or a stretch of the strip. */
export function markClass(mark: FieldMark | undefined): string {
  return mark === undefined ? '' : `is-${mark}`;
}

/** `38h`: an offset as the specification writes it. */
export function offsetText(offset: number): string {
  return `${offset.toString(16).toUpperCase().padStart(2, '0')}h`;
}

export interface StripLabel {
  readonly index: number;
  /** Middle of the label, as a share of the strip. */
  readonly at: number;
}

const letterWidth = 6;

/** Labels that fit under a strip without touching; a marked field's comes first. */
export function stripLabels(
  { bytes, fields }: Pick<BytesTab, 'bytes' | 'fields'>,
  width: number,
  first: number | undefined,
): readonly StripLabel[] {
  const taken: { from: number; to: number }[] = [];
  const labels: StripLabel[] = [];
  const bySize = fields
    .map((_, index) => index)
    .sort((a, b) => sizeOf(fields, b) - sizeOf(fields, a));
  const order =
    first === undefined ? bySize : [first, ...bySize.filter((index) => index !== first)];
  for (const index of order) {
    const field = fields[index];
    if (field === undefined || (field.reserved && index !== first)) continue;
    const half = (field.label.length * letterWidth) / 2 + 3;
    const wish = ((field.offset + field.size / 2) / bytes.length) * width;
    const middle = Math.min(width - half, Math.max(half, wish));
    const room = { from: middle - half, to: middle + half };
    const far = index !== first && Math.abs(middle - wish) > 12;
    if (far || taken.some((other) => room.from < other.to && other.from < room.to)) continue;
    taken.push(room);
    labels.push({ index, at: middle / width });
  }
  return labels;
}

function sizeOf(fields: readonly FieldView[], index: number): number {
  return fields[index]?.size ?? 0;
}

/** The field to speak of: hovered, else selected, else refused, else the first that is linked. */
export function frontField(
  tab: Pick<BytesTab, 'fields'>,
  marks: readonly (FieldMark | undefined)[],
): number | undefined {
  const bad = tab.fields.findIndex((field) => field.bad);
  const wishes = [
    marks.indexOf('hovered'),
    marks.indexOf('selected'),
    bad,
    marks.indexOf('linked'),
  ];
  return wishes.find((index) => index >= 0);
}
