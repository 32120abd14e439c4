/** Labels in words, three or more that follow on each other as `e4 to e9`. */
export function foldedLabels(labels: readonly string[]): string {
  const runs: string[][] = [];
  for (const label of labels) {
    const run = runs.at(-1);
    if (run !== undefined && follows(run.at(-1), label)) run.push(label);
    else runs.push([label]);
  }
  return runs
    .flatMap((run) => (run.length < 3 ? run : [`${run[0] ?? ''} to ${run.at(-1) ?? ''}`]))
    .join(', ');
}

function follows(before: string | undefined, label: string): boolean {
  const match = /^(\D*)(\d+)$/.exec(before ?? '');
  return match !== null && label === `${match[1] ?? ''}${Number(match[2]) + 1}`;
}

/** What `+n` stands for: how many more there are, and those of them whose labels are known. */
export function moreWords(labels: readonly string[], count: number): string {
  const more = `and ${count} more`;
  if (labels.length === 0) return more;
  return `${more}${labels.length < count ? ', among them ' : ': '}${foldedLabels(labels)}`;
}
