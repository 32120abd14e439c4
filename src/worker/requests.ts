import {
  type Card,
  type FmRequest,
  type Profile,
  type ProfileId,
  profiles,
  readInjectSession,
  readQmpSession,
} from '../model/index';
import { emptyCard, noLineCard, textCard } from './request-cards';

type Requests = { readonly requests: readonly FmRequest[] } | { readonly problem: Card };

/** The requests in a text, as the device of a profile takes them: QMP, or lines for the files of the mock. */
export function requestsIn(text: string, profile: ProfileId): Requests {
  const { requests, qmpErrors } = profiles[profile];
  return requests === 'lines' ? linesIn(text) : qmpIn(text, qmpErrors);
}

function linesIn(text: string): Requests {
  const read = readInjectSession(text);
  if (!read.ok) return { problem: textCard(read.problem) };
  return read.requests.length === 0 ? { problem: noLineCard } : { requests: read.requests };
}

function qmpIn(text: string, wording: Profile['qmpErrors']): Requests {
  const read = readQmpSession(text, wording);
  if (!read.ok) return { problem: textCard(read.problem) };
  const requests = read.commands.map(({ execute, arguments: args }) => ({
    execute,
    arguments: args,
  }));
  return requests.length === 0 ? { problem: emptyCard } : { requests };
}
