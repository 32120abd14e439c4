import * as v from 'valibot';

/*
 * Fields of what may be typed, whatever it stands in. The text is what was expected.
 */

export const comma = (n: number): string => n.toLocaleString('en');

export const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;

export const whole = (least: number, most: number) =>
  v.custom<number>(
    (value) => isWhole(value, least, most),
    `a whole number from ${comma(least)} to ${comma(most)}`,
  );

export const matching = (pattern: RegExp, expected: string) =>
  v.custom<string>((value) => typeof value === 'string' && pattern.test(value), expected);
