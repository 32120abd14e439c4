/** What StrykerJS is told beside its options: which mutants were drawn, and which places say nothing. */
import { relative } from 'node:path';

/** The name of a mutant: where it is, and what it puts there. Lines and columns count from 0. */
export function mutantKey({ fileName, location: { start, end }, replacement }) {
  const file = relative(process.cwd(), fileName).replaceAll('\\', '/');
  return `${file}:${start.line}:${start.column}-${end.line}:${end.column} ${replacement}`;
}

/** A range holds more mutants than the one that was drawn: the others are passed over. */
function drawnOnly({ drawn }) {
  const keys = new Set(drawn);
  const answer = (mutant) =>
    keys.has(mutantKey(mutant))
      ? { status: 'passed' }
      : { status: 'compileError', reason: 'not drawn' };
  return {
    init: () => Promise.resolve(),
    check: (mutants) =>
      Promise.resolve(Object.fromEntries(mutants.map((mutant) => [mutant.id, answer(mutant)]))),
    group: (mutants) => Promise.resolve([mutants.map(({ id }) => id)]),
  };
}
drawnOnly.inject = ['options'];

/** An invariant speaks up only if the program is wrong: no input reaches it, so no test can. */
export const noInvariants = {
  shouldIgnore: ({ node }) =>
    node.type === 'CallExpression' && ['invariant', 'unreachable'].includes(node.callee.name)
      ? 'an invariant'
      : undefined,
};

/** Tells at once what no test finds, as a run takes minutes: the line, and what stands there instead. */
function tellsAtOnce() {
  let tested = 0;
  return {
    onMutantTested({ status, fileName, location, replacement }) {
      if (status === 'CompileError' || status === 'Ignored') return;
      tested += 1;
      if (status === 'Killed') {
        if (tested % 10 === 0) console.log(`${tested}: tested`);
        return;
      }
      const text = replacement.replace(/\s+/g, ' ').slice(0, 60);
      console.log(`${tested}: ${status}  ${fileName}:${location.start.line}  ->  ${text}`);
    },
  };
}

export const strykerPlugins = [
  { kind: 'Reporter', name: 'at-once', factory: tellsAtOnce },
  { kind: 'Checker', name: 'drawn', factory: drawnOnly },
  { kind: 'Ignore', name: 'invariants', value: noInvariants },
];
