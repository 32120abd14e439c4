/** JSON as QEMU reads it: an integer too big for a safe number is a bigint, never rounded. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };
