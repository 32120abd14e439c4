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
