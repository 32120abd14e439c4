/**
 * Faults that no test can find, as what they change cannot be told from outside, each with the
 * reason. `on` is the line where the text `from` begins, or empty for any; `to` is what stands there instead.
 */
const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

/** @type {{ file: string, on: string, from: string, to: string, reason: string }[]} */
const equivalents = [
  {
    file: 'src/model/qmp-schema/schema.ts',
    on: "policy: 'prescriptive',",
    from: "'prescriptive'",
    to: '""',
    reason: 'The 2023 series has no policy, and none of its rules reads one.',
  },
  {
    file: 'src/model/device/background.ts',
    on: 'timer: milliseconds(clock) + TICK,',
    from: 'milliseconds(clock) + TICK',
    to: 'milliseconds(clock) - TICK',
    reason: 'A look before the first second finds 0 percent, which is what there is without it.',
  },
  ...['length <= SAFE', 'value <= SAFE', 'start <= SAFE'].map((from) => ({
    file: 'src/model/device/find-region.ts',
    on: '',
    from,
    to: from.replace('<=', '<'),
    reason: 'Numbers and bigints reckon alike at the largest safe number; only the speed differs.',
  })),
  {
    file: 'src/model/device/find-region.ts',
    on: '',
    from: 'start <= SAFE && length <= SAFE',
    to: 'false',
    reason: 'Numbers and bigints reckon alike where both fit; only the speed differs.',
  },
  {
    file: 'src/model/device/find-region.ts',
    on: 'while (at > 0 && (regions[at]?.base ?? 0) > dpa) at -= 1;',
    from: 'at > 0',
    to: 'at >= 0',
    reason: 'Below the first region there is none: its base is compared again on the next line.',
  },
  {
    file: 'src/model/persistent/block-map.ts',
    on: 'if (pages % GROUP > 0) groups.push(zeroGroup(pages % GROUP));',
    from: 'pages % GROUP > 0',
    to: 'pages % GROUP >= 0',
    reason: 'A group without pages holds no bit, and one that is missing reads as zeros.',
  },
  {
    file: 'src/model/persistent/block-map.ts',
    on: 'for (let at = Math.floor(first / (PAGE * GROUP)); at * PAGE * GROUP < last; at += 1) {',
    from: 'at * PAGE * GROUP < last',
    to: 'at * PAGE * GROUP <= last',
    reason: 'Of a group that begins where the run ends no page is changed.',
  },
  {
    file: 'src/model/persistent/chunked-list.ts',
    on: 'if (found.length >= count) break;',
    from: 'found.length >= count',
    to: 'found.length > count',
    reason: 'Of the next chunk nothing more is taken; only the speed differs.',
  },
  {
    file: 'src/model/rules/rule.ts',
    on: 'if (rows.length === 0) return [row];',
    from: 'rows.length === 0',
    to: 'false',
    reason: 'The line after it makes the same list of one, only slower.',
  },
  {
    file: 'src/model/rules/release.ts',
    on: 'if (cut.given.size === 0) {',
    from: '{ return extents.map((extent) => ({ start: extent.start, end: endOf(extent) })); }',
    to: '{}',
    reason: 'The lines after it come to the same pieces where nothing was given back, only slower.',
  },
  {
    file: 'src/model/rules/release.ts',
    on: 'if (cut.given.size === 0) {',
    from: 'cut.given.size === 0',
    to: 'false',
    reason: 'The lines after it come to the same pieces where nothing was given back, only slower.',
  },
  {
    file: 'src/model/mailbox/events-01h.ts',
    on: "if (name !== 'dynamicCapacity') return eventLogs[name].records.slice(0, page).map(mediaBytes);",
    from: 'eventLogs[name].records.slice(0, page)',
    to: 'eventLogs[name].records',
    reason: 'A media log of QEMU holds eight records, fewer than a page, and the mock has none.',
  },
  ...['true', 'false', "name !== 'dynamicCapacity'"].map((to) => ({
    file: 'src/model/mailbox/events-01h.ts',
    on: "return name === 'dynamicCapacity' ? change(eventLogs[name]) : change(eventLogs[name]);",
    from: "name === 'dynamicCapacity'",
    to,
    reason: 'Both ways do the same: the question is for the compiler.',
  })),
  {
    file: 'src/model/simulation/compare/compare-differences.ts',
    on: "return { text: '' };",
    from: "''",
    to: '"Stryker was here!"',
    reason:
      'Replies of these kinds have no text of their own: any one does, as long as it is the same.',
  },
];

const names = (entry, { fileName, on, from, replacement }) =>
  entry.file === fileName &&
  (entry.on === '' || squeezed(entry.on) === squeezed(on)) &&
  squeezed(entry.from) === squeezed(from) &&
  squeezed(entry.to) === squeezed(replacement);

/** Why no test can find the mutant, where that is so. */
export const reasonFor = (mutant) => equivalents.find((entry) => names(entry, mutant))?.reason;

/** Entries of the files that fit none of their mutants any more. */
export const unknownEquivalents = (files, mutants) =>
  equivalents.filter(
    (entry) => files.includes(entry.file) && !mutants.some((mutant) => names(entry, mutant)),
  );
