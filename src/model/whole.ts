/**
 * A record with every member written down, those that may be `undefined` too.
 *
 * Records that are copied often are copied by a literal of this type and not by a spread. All of them then have one
 * shape for a JavaScript engine, which reads them several times faster, and a new member cannot be forgotten.
 * Fill in the copy before you return it; after that it is read-only.
 */
export type Whole<T> = { -readonly [K in keyof Required<T>]: T[K] };
