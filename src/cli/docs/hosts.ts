import type { HostRule, RuleSeries } from '../../model/host/host-rule';
import { hostRules } from '../../model/host/host-rules';
import { NOTHING, table } from './table';

const intro = `
How a Linux host handles event records (S), why it refuses, drops or ignores an offer or another event (A), and how it
gives capacity back (R). The codes are those that the page names. File and function are those of the posted series v11
that deal with it: most are known by the lines they print, and v9 may decide a rule elsewhere. A recording is a session of a real kernel below \`src/model/conformance/linux/recordings\`
in which it happens; where there is none, only the source tells.

v9 is the posting of 13 April 2025, v11 that of 25 June 2026, and v11-next the tree after it, which was never recorded.`;

const series: readonly RuleSeries[] = ['v9', 'v11', 'v11-next'];

const rowOf = (rule: HostRule): readonly string[] => [
  rule.id,
  rule.says,
  ...series.map((one) => (rule.series.includes(one) ? 'yes' : NOTHING)),
  rule.source.map((part) => `\`${part}\``).join(' '),
  rule.shownBy === undefined ? 'source only' : `\`${rule.shownBy}\``,
];

/** Every rule of a Linux host with its source. */
export const hostsPage = (): string =>
  [
    '# Rules of the Linux hosts',
    intro,
    table(['Code', 'What it does', ...series, 'Read in', 'Shown by'], hostRules.map(rowOf)),
  ].join('\n\n');
