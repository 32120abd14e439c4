import type { Finding } from './finding';

/** A finding, and the lines where it stands. */
export type Placed<T = Finding> = T & { readonly from: number; readonly to: number };

export type Of<What extends Finding['what']> = Placed<Extract<Finding, { readonly what: What }>>;

/** The findings of one kind. */
export const ofKind = <What extends Finding['what']>(
  findings: readonly Placed[],
  what: What,
): readonly Of<What>[] => findings.filter((each): each is Of<What> => each.what === what);

interface Exchange {
  readonly command: Of<'command'>;
  readonly response: Of<'response'>;
}

/** Commands with the responses that follow them. */
export function exchanges(findings: readonly Placed[]): readonly Exchange[] {
  let command: Of<'command'> | undefined;
  return findings.flatMap((finding) => {
    if (finding.what === 'command') command = finding;
    if (finding.what !== 'response' || command === undefined) return [];
    const exchange = { command, response: finding };
    command = undefined;
    return [exchange];
  });
}
