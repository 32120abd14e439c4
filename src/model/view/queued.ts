import type { JsonValue } from '../json';
import type { QmpRequest } from '../qmp/qmp';
import { counted } from './names';

/** A request that has not been sent, in a few words. */
export function readQueued({ execute, arguments: args }: QmpRequest): string {
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
