import type { JsonValue } from '../../json';
import { injectVerb } from '../../interop/inject-line';
import type { FmRequest } from '../../simulation/fm-request';
import { counted } from '../words/names';

/** A request that has not been sent, in a few words. */
export function readQueued(request: FmRequest): string {
  if ('file' in request) {
    return injectVerb(request.file) === 'add' ? 'offers an extent' : 'asks an extent back';
  }
  const { execute, arguments: args } = request;
  const verb = execute.includes('release')
    ? 'asks back'
    : execute.includes('add')
      ? 'offers'
      : execute;
  const extents = memberOf(args, 'extents');
  const count = Array.isArray(extents) ? counted(extents.length, 'extent') : 'something';
  const region = memberOf(args, 'region');
  return typeof region === 'number' ? `${verb} ${count} in r${region}` : `${verb} ${count}`;
}

const memberOf = (value: JsonValue, name: string): JsonValue | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && name in value
    ? (value as Readonly<Record<string, JsonValue>>)[name]
    : undefined;
