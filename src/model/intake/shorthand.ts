import { usualRequest } from '../simulation/scenario/scenario-forms';
import { askedFor } from './conversion';
import type { Remark } from './finding';
import type { Lines } from './play';
import { ofKind, type Placed } from './placed';

interface Singled {
  readonly findings: readonly Placed[];
  readonly remarks: readonly (Lines & Remark)[];
}

type Shorthand = Extract<Placed, { readonly what: 'shorthand' }>;

/**
 * Ranges in MiB as a menu takes them: the same as a request of the text where that names the same pieces, and said to
 * be so; else a request of their own, which offers them in region 0.
 */
export function withoutDoubles(findings: readonly Placed[], deviceId: string): Singled {
  const remarks: (Lines & Remark)[] = [];
  const single = findings.flatMap((finding): readonly Placed[] => {
    if (finding.what !== 'shorthand') return [finding];
    const same = requestLike(finding, findings);
    const { from, to, extents, verb } = finding;
    if (same !== undefined) {
      remarks.push({
        from,
        to,
        kind: 'note',
        text: `These ranges are the request in line ${same.from}.`,
      });
      return [];
    }
    const pairs = extents.map(({ start, length }) => [start, length] as const);
    remarks.push({
      from,
      to,
      kind: 'note',
      text: `These ranges are taken as ${verb === 'add' ? 'an offer' : 'a release'} in region 0.`,
    });
    const request = usualRequest(verb, deviceId, { region: 0, pairs });
    return [{ what: 'request', request, generation: 'merged', from, to }];
  });
  return { findings: single, remarks };
}

/** A request that names the same pieces, in whatever region. */
const requestLike = ({ extents }: Shorthand, findings: readonly Placed[]): Placed | undefined => {
  const wanted = JSON.stringify(extents.map(({ start, length }) => [start, length]));
  return ofKind(findings, 'request').find(
    ({ request, generation }) =>
      !('file' in request) &&
      generation !== undefined &&
      askedFor(request, generation).some(({ pairs }) => JSON.stringify(pairs) === wanted),
  );
};
