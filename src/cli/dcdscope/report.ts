/** One check of a source, and why it failed. */
export interface Result {
  readonly name: string;
  readonly failure?: string;
}

/** Everything that was checked of one file, link or text. */
export interface Checked {
  readonly source: string;
  readonly results: readonly Result[];
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // What XML 1.0 has no way to write.
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');

/** The checks as JUnit writes them: a suite a source, a case a check. */
export function junit(all: readonly Checked[]): string {
  const failed = (results: readonly Result[]): number =>
    results.filter(({ failure }) => failure !== undefined).length;
  const suites = all.map(({ source, results }) => {
    const cases = results.map(({ name, failure }) => {
      const head = `    <testcase classname="${escaped(source)}" name="${escaped(name)}"`;
      return failure === undefined
        ? `${head}/>`
        : `${head}><failure message="${escaped(failure)}"/></testcase>`;
    });
    return [
      `  <testsuite name="${escaped(source)}" tests="${results.length}" failures="${failed(results)}">`,
      ...cases,
      '  </testsuite>',
    ].join('\n');
  });
  const results = all.flatMap((one) => one.results);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${results.length}" failures="${failed(results)}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

/** The checks as TAP 14. */
export function tap(all: readonly Checked[]): string {
  const points = all.flatMap(({ source, results }) =>
    results.map(({ name, failure }) => ({ text: `${source}: ${name}`, failure })),
  );
  const line = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('#', String.raw`\#`);
  return [
    'TAP version 14',
    `1..${points.length}`,
    ...points.flatMap(({ text, failure }, index) => [
      `${failure === undefined ? 'ok' : 'not ok'} ${index + 1} - ${line(text)}`,
      ...(failure === undefined ? [] : ['  ---', `  message: ${JSON.stringify(failure)}`, '  ...']),
    ]),
    '',
  ].join('\n');
}
