import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Card } from '../model/index';
import { fromBase64Url } from './base64url';
import { inflateWhatIsThere } from './deflate';
import { linkLimits } from './link-cards';

/** What a link that was cut short still has: the way it is packed, and its payload up to the cut. */
export interface CutPayload {
  readonly codec: string;
  readonly payload: string;
}

/** The scenario of the first complete actions of a link that was cut; nothing where it was cut before any. */
export async function scenarioOfCut({ codec, payload }: CutPayload): Promise<string | undefined> {
  const packed = fromBase64Url(payload.slice(0, payload.length - (payload.length % 4)));
  if (packed === undefined) return undefined;
  const bytes = codec === 'd' ? await inflateWhatIsThere(packed, linkLimits.textBytes) : packed;
  return firstActions(new TextDecoder().decode(bytes));
}

/** A scenario text that ends somewhere, ended after the last action that is there wholly. */
export function firstActions(text: string): string | undefined {
  const root = parseTree(text);
  const actions = root && findNodeAtLocation(root, ['actions']);
  const last = actions?.children?.findLast(({ offset, length }) =>
    /^\s*[,\]]/.test(text.slice(offset + length)),
  );
  if (actions?.type !== 'array' || last === undefined) return undefined;
  return `${text.slice(0, last.offset + last.length)}],"queue":[]}`;
}

/** Says that only the begin of a run is open; `problem` is what was wrong with its link. */
export const openedInPart = (problem: Card, steps: number): Card => ({
  ...problem,
  what: `${steps === 1 ? 'Its first step is' : `Its first ${steps} steps are`} open. ${problem.what}`,
  fix: 'Ask for the link again to see the rest.',
});
