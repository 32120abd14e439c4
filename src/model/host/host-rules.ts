import type { HostRule } from './host-rule';
import { offerRules } from './offer-rules';
import { releaseRules } from './release-rules';

/** Every rule of a Linux host, in the order in which it comes to them. */
export const hostRules: readonly HostRule[] = [...offerRules, ...releaseRules].map(
  ([id, says, series, source, shownBy]) => ({
    id,
    says,
    series,
    source,
    ...(shownBy === undefined ? {} : { shownBy }),
  }),
);
