import type { Happening } from '../../happening';

type Kind = Happening['what'];
type Of<K extends Kind> = Extract<Happening, { readonly what: K }>;

/** The happenings of one kind, in order. */
export const happeningsOf = <K extends Kind>(
  happenings: readonly Happening[],
  kind: K,
): readonly Of<K>[] =>
  happenings.filter((happening): happening is Of<K> => happening.what === kind);

/** The first happening of one kind. */
export const firstHappening = <K extends Kind>(
  happenings: readonly Happening[],
  kind: K,
): Of<K> | undefined => happeningsOf(happenings, kind)[0];

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
