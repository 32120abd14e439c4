import type { BytesTab, CommandForm, FieldView, InputField } from '../../model/view/page';
import { hexByte, spaced } from '../kit/hex';

export type Values = Readonly<Record<string, string>>;

/** What a person wrote for one command: the same bytes as fields, list items and hex. */
export interface Draft {
  readonly fields: Values;
  readonly items: readonly Values[];
  readonly hex: string;
}

/** A payload to begin with. Its fields are read from the bytes. */
export const emptyDraft = ({ usual }: CommandForm): Draft => ({
  fields: {},
  items: [],
  hex: spaced(usual),
});

/** The values that the bytes of a payload have, as the inputs show them. */
export function valuesOf(form: CommandForm, tab: BytesTab): Pick<Draft, 'fields' | 'items'> {
  const fields: Record<string, string> = {};
  const items: Record<string, string>[] = [];
  const own = new Set(form.fields.map(({ path }) => path));
  for (const field of tab.fields) {
    if (field.reserved) continue;
    const place = /^(\w+)\[(\d+)\]\.(.+)$/.exec(field.path);
    const [, list, index, path] = place ?? [];
    const value = valueOf(field, tab.bytes);
    if (own.has(field.path)) fields[field.path] = value;
    else if (path !== undefined && list === form.items?.name)
      (items[Number(index)] ??= {})[path] = value;
  }
  return { fields, items };
}

/** Numbers as people write them; anything longer than eight bytes as hex digits. */
function valueOf({ type, offset, size, value }: FieldView, bytes: Uint8Array): string {
  if (type.endsWith('characters')) return value;
  const own = [...bytes.subarray(offset, offset + size)];
  if (!type.startsWith('u')) return own.map(hexByte).join('');
  const number = BigInt(`0x${own.reverse().map(hexByte).join('') || '0'}`);
  return number < 0x1_0000n ? String(number) : `0x${number.toString(16)}`;
}

/** What an input shows while it is empty: the value that will be sent. */
export function restingValue({ type }: InputField): string {
  if (type.endsWith('characters')) return '';
  return type.startsWith('u') ? '0' : 'zeros';
}
