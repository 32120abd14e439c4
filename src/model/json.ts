/** JSON as QEMU reads it: an integer too big for a safe number is a bigint, never rounded. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** An object of JSON, as against a list or a plain value. */
export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of JSON. */
export const isJsonList = (value: JsonValue | undefined): value is readonly JsonValue[] =>
  Array.isArray(value);

/** The longest string that a request or a scenario may hold. */
export const maxCodePoints = 2000;

/** Whether any string or member name in the value is longer than that. */
export function hasLongString(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.length > maxCodePoints && Array.from(value).length > maxCodePoints;
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, item]) => hasLongString(name) || hasLongString(item));
}

/** The least and most that QEMU's JSON reader keeps as integers. */
export const isQemuInteger = (value: unknown): value is number | bigint => {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  return typeof value === 'bigint' && value >= -(2n ** 63n) && value < 2n ** 64n;
};

/** Prints JSON so that reading gives the same value: every digit of a bigint, and no integer where a fraction stood. */
export function printJson(value: JsonValue, indent = 0): string {
  return print(value, indent === 0 ? undefined : ' '.repeat(indent), '\n');
}

function print(value: JsonValue, indent: string | undefined, newline: string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return printNumber(value);
  const inner = newline + (indent ?? '');
  const bracketed = (open: string, items: readonly string[], close: string): string =>
    indent === undefined || items.length === 0
      ? open + items.join(',') + close
      : open + inner + items.join(`,${inner}`) + newline + close;
  if (isJsonList(value)) {
    const elements = value.map((element) => print(element, indent, inner));
    return bracketed('[', elements, ']');
  }
  if (!isJsonObject(value)) return String(value);
  const colon = indent === undefined ? ':' : ': ';
  const members = Object.entries(value).map(
    ([name, member]) => JSON.stringify(name) + colon + print(member, indent, inner),
  );
  return bracketed('{', members, '}');
}

function printNumber(value: number): string {
  // Without the exponent it would be read as an exact integer, which it never was.
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? value.toExponential()
    : String(value);
}
