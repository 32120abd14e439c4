import { isInjectFile, readInjectLine, type InjectFile, type InjectRequest } from './inject-line';
import type { TextProblem } from './json-cursor';
import { tooLong } from './json-cursor';

export type InjectSession =
  | { readonly ok: true; readonly requests: readonly InjectRequest[] }
  | { readonly ok: false; readonly problem: TextProblem };

/** `echo <line> > <file>`, or with `| sudo tee <file>`; prompts before it are passed over. */
const shellLine =
  /^(?:[$#]\s+)?(?:sudo\s+)?echo\s+(?:-n\s+)?(.*?)\s*(?:>|\|\s*(?:sudo\s+)?tee\s)\s*(\S+)\s*$/;

interface Written {
  readonly line: string;
  readonly file: string;
}

/**
 * Reads pasted lines, in order: as a test writes them with `echo … > …/dc_inject_extent`, or bare. A bare line with
 * three fields asks back, one with more offers. Empty lines and comments are left out.
 */
export function readInjectSession(text: string): InjectSession {
  const long = tooLong(text);
  if (long !== undefined) return { ok: false, problem: long };
  const requests: InjectRequest[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (isSkipped(raw)) continue;
    const read = readWritten(raw);
    if (!read.ok) return { ok: false, problem: { ...read.problem, line: index + 1 } };
    requests.push(read.request);
  }
  return { ok: true, requests };
}

const isSkipped = (raw: string): boolean => /^\s*(?:#(?!\s*(?:sudo\s+)?echo\s)|$)/.test(raw);

type ReadWritten =
  | { readonly ok: true; readonly request: InjectRequest }
  | { readonly ok: false; readonly problem: TextProblem };

function readWritten(raw: string): ReadWritten {
  const { line, file } = writtenIn(raw.trim());
  const name = file.slice(file.lastIndexOf('/') + 1).replaceAll(/["']/g, '');
  const before = raw.indexOf(line);
  if (!isInjectFile(name)) {
    return {
      ok: false,
      problem: {
        line: 1,
        column: Math.max(raw.lastIndexOf(name), 0) + 1,
        found: `the file “${name}”`,
        expected: 'dc_inject_extent, dc_inject_shared_extent, dc_del_extent or dc_force_del_extent',
        hint: 'These four files of a mock device take lines.',
      },
    };
  }
  const read = readInjectLine(name, line);
  if (read.ok) return { ok: true, request: { file: name, line } };
  return { ok: false, problem: { ...read.problem, column: read.problem.column + before } };
}

function writtenIn(text: string): Written {
  const [, said = '', file = ''] = shellLine.exec(text) ?? [];
  if (file !== '') return { line: unquoted(said), file };
  const line = unquoted(text);
  return { line, file: bareFile(line) };
}

const bareFile = (line: string): InjectFile =>
  line.split(':').length === 3 ? 'dc_del_extent' : 'dc_inject_extent';

/** The text inside quotes around the whole of it; `""` for an empty tag stays. */
function unquoted(text: string): string {
  const inside = /^(["'])(.+)\1$/.exec(text)?.[2];
  return inside === undefined || inside.startsWith('"') ? text : inside;
}

/** Prints lines as a shell writes them, one after the other; reading gives them back. */
export const printInjectSession = (requests: readonly InjectRequest[]): string =>
  requests.map(({ file, line }) => `echo '${line}' > ${file}\n`).join('');
