import type { InjectRequest } from '../interop/inject-line';
import type { QmpRequest } from '../qmp/answer';
import type { Action } from './action';

/** What may wait for the host to be idle: a QMP request, or a line for a file of the kernel's mock. */
export type FmRequest = QmpRequest | InjectRequest;

/** The action that sends a request. */
export const requestAction = (request: FmRequest): Action =>
  'file' in request ? { kind: 'inject', ...request } : { kind: 'qmp', ...request };

/** The request that an action sends. */
export function requestIn(action: Action): FmRequest | undefined {
  if (action.kind === 'inject') return { file: action.file, line: action.line };
  return action.kind === 'qmp'
    ? { execute: action.execute, arguments: action.arguments }
    : undefined;
}
