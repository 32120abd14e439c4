#!/usr/bin/env node
import { parseArgs } from 'node:util';
import '../model/all-commands';
import { check } from './dcdscope/check';
import { conformance } from './dcdscope/conformance';
import { expectStep, importText, run } from './dcdscope/show';

const usage = `dcdscope: the model of DCDscope on the command line

  dcdscope check SOURCE… [--junit FILE] [--tap]   play each, and look at what is to be true
  dcdscope run SOURCE [--step N]                  print the steps and the map
  dcdscope import SOURCE [--scenario]             print what a text was understood as
  dcdscope expect SOURCE [--step N]               print the scenario with a check of that step
  dcdscope conformance DIR                        replay recorded sessions of QEMU

SOURCE is a link (in quotes), a scenario file, a file of any text (QMP, logs, bytes), or - for the
standard input. Exit code: 0 all holds, 1 something does not, 2 it could not be read.
`;

/** A step as it is written; nothing where none is, NaN where it is no number. */
const stepOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : /^\d+$/.test(text) ? Number(text) : Number.NaN;

async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      junit: { type: 'string' },
      tap: { type: 'boolean' },
      step: { type: 'string' },
      scenario: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [verb, ...names] = positionals;
  const [name] = names;
  const step = stepOf(values.step);
  if (values.help === true) return told(process.stdout, 0);
  if (name === undefined || Number.isNaN(step)) return told(process.stderr, 2);
  switch (verb) {
    case 'check':
      return check(names, values);
    case 'run':
      return run(name, step);
    case 'import':
      return importText(name, values.scenario === true);
    case 'expect':
      return expectStep(name, step);
    case 'conformance':
      return conformance(names);
    default:
      return told(process.stderr, 2);
  }
}

function told(to: NodeJS.WritableStream, code: number): number {
  to.write(usage);
  return code;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // An option that there is not: parseArgs says which.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
