import { readFileSync } from 'node:fs';
import {
  type Card,
  configCard,
  configProblem,
  GiB,
  MiB,
  passagesOf,
  pastedRun,
  type PastedRun,
  type Present,
  profiles,
  readScenario,
  type Scenario,
} from '../../model/index';
import { decodeLink } from '../../worker/share-link';

/** What a name on the command line stands for. */
export type Source =
  | { readonly kind: 'scenario'; readonly scenario: Scenario; readonly step: number | undefined }
  | { readonly kind: 'text'; readonly text: string; readonly run: PastedRun }
  | { readonly kind: 'problem'; readonly problem: string };

/** The device of a text that names none. */
export const plainRun: Present = {
  profile: 'qemu-11.1',
  twin: 'linux-v11',
  device: {
    id: 'cxl-dcd0',
    staticVolatile: 256 * MiB,
    staticPersistent: 0,
    dynamicCapacity: GiB,
    regionCount: 2,
  },
};

/** A card as lines of a terminal. */
const cardText = ({ title, what, where, why, fix }: Card): string =>
  [
    title,
    `  what   ${what}`,
    ...(where.length === 0 ? [] : [`  where  ${where.map(({ text }) => text).join(', ')}`]),
    `  why    ${why}`,
    `  fix    ${fix}`,
  ].join('\n');

const isLink = (name: string): boolean => /^(?:https?:|file:|#)/.test(name);

/** Reads a link, a scenario file, or a file of any other text; `-` is the standard input. */
export async function sourceOf(name: string): Promise<Source> {
  if (isLink(name)) return linkSource(name);
  const text = textOf(name);
  if (text === undefined) return { kind: 'problem', problem: `There is no file ${name}.` };
  return isScenario(text) ? scenarioSource(text, undefined) : textSource(text);
}

function textOf(name: string): string | undefined {
  try {
    return readFileSync(name === '-' ? 0 : name, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether a text is meant as a scenario file: its first member is the version of the format. */
const isScenario = (text: string): boolean => /^\s*\{\s*"v"\s*:/.test(text);

async function linkSource(link: string): Promise<Source> {
  const read = await decodeLink(link.slice(link.indexOf('#') + 1));
  return read.ok
    ? scenarioSource(read.text, read.step)
    : { kind: 'problem', problem: cardText(read.problem) };
}

function scenarioSource(text: string, step: number | undefined): Source {
  const read = readScenario(text);
  if (!read.ok) return { kind: 'problem', problem: cardText(read.problem) };
  const { scenario } = read;
  const problem = configProblem(scenario.device, profiles[scenario.profile]);
  return problem === undefined
    ? { kind: 'scenario', scenario, step }
    : { kind: 'problem', problem: cardText(configCard(problem)) };
}

function textSource(text: string): Source {
  const run = pastedRun(passagesOf(text), plainRun);
  return run.problem === undefined
    ? { kind: 'text', text, run }
    : { kind: 'problem', problem: cardText(configCard(run.problem)) };
}
