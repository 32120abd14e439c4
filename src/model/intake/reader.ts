import type { JsonValue } from '../json';
import type { Reading } from './finding';
import type { Line } from './line';

/**
 * Reads one kind of text: what the lines from `at` on say, or nothing where they are of another kind. A reader takes
 * at least one line, looks at no line before `at`, and never throws at what it finds.
 */
export type Reader = (lines: readonly Line[], at: number) => Reading | undefined;

/** What a JSON value says, or nothing where it has another shape. */
export type JsonShape = (value: JsonValue) => Omit<Reading, 'lines'> | undefined;
