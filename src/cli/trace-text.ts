import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { readTrace, type Trace } from '../model/conformance/trace';
import { readJsonSequence } from '../model/index';

/** The line on which a step of a trace begins, counted from 1. */
function lineOf(text: string, step: number): number {
  const root = parseTree(text);
  const node = root === undefined ? undefined : findNodeAtLocation(root, ['steps', step]);
  return text.slice(0, node?.offset ?? 0).split('\n').length;
}

/** The trace in the text of a file, or where it is none and why: `12: step 3: it has no "op"`. */
export function traceIn(text: string): Trace | string {
  const parsed = readJsonSequence(text);
  if (!parsed.ok) {
    const { line, found, expected } = parsed.problem;
    return `${line}: ${found} where ${expected} is expected`;
  }
  const [first, second] = parsed.values;
  if (first === undefined) return '1: it is empty';
  if (second !== undefined) return `${second.line}: a trace is one JSON object`;
  const read = readTrace(first.value);
  if (read.ok) return read.trace;
  const { says, step } = read.problem;
  return step === undefined
    ? `${first.line}: ${says}`
    : `${lineOf(text, step)}: step ${step}: ${says}`;
}
