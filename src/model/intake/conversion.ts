import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { Profile } from '../device/profiles/profile';
import type { QmpRequest } from '../qmp/answer';
import { MiB } from '../units';
import type { GenerationId } from './generations';
import { writtenAs, type Asked } from './written-as';

type Read = (args: JsonObject) => readonly Omit<Asked, 'verb' | 'deviceId'>[];

const whole = (value: JsonValue | undefined): number =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : Number.NaN;

const extentsIn = (args: JsonObject): readonly JsonObject[] => {
  const list = args['extents'];
  return isJsonList(list) ? list.filter(isJsonObject) : [];
};

/** One region, and extents with an offset and a length. */
const inRegion =
  (region: string, offset: string, unit: number): Read =>
  (args) => [
    {
      region: whole(args[region]),
      pairs: extentsIn(args).map((extent) => [
        whole(extent[offset]) * unit,
        whole(extent['len']) * unit,
      ]),
    },
  ];

/** How each generation says it. */
const reads: Readonly<Record<GenerationId, Read>> = {
  // So many extents of one length, back to back.
  rfc: (args) => {
    const length = whole(args['extent-len']) * MiB;
    const count = Math.min(Math.max(whole(args['num-extent']), 0), 512);
    const start = whole(args['dpa']);
    return [
      {
        region: whole(args['region-id']),
        pairs: Array.from({ length: Number.isNaN(count) ? 0 : count }, (_, i) => [
          start + i * length,
          length,
        ]),
      },
    ];
  },
  // Each extent names its region: one request for each run of one region.
  v2: (args) => {
    const asked: { region: number; pairs: [number, number][] }[] = [];
    for (const extent of extentsIn(args)) {
      const region = whole(extent['region-id']);
      const pair: [number, number] = [whole(extent['dpa']) * MiB, whole(extent['len']) * MiB];
      const last = asked.at(-1);
      if (last?.region === region) last.pairs.push(pair);
      else asked.push({ region, pairs: [pair] });
    }
    return asked;
  },
  v3: inRegion('region-id', 'offset', MiB),
  v5: inRegion('region-id', 'dpa', 1),
  v7: (args) => inRegion('region-id' in args ? 'region-id' : 'region', 'offset', 1)(args),
  merged: inRegion('region', 'offset', 1),
};

/** What a request asks for, in bytes; nothing where a number is missing. */
export function askedFor(
  { execute, arguments: args }: QmpRequest,
  generation: GenerationId,
): readonly Asked[] {
  if (!isJsonObject(args)) return [];
  const path = args['path'];
  const deviceId = typeof path === 'string' ? path.slice(path.lastIndexOf('/') + 1) : '';
  const verb = execute.startsWith('cxl-add') ? 'add' : 'release';
  const read = reads[generation](args);
  return read.every(isWhole) ? read.map((asked) => ({ verb, deviceId, ...asked })) : [];
}

const isWhole = ({ region, pairs }: Omit<Asked, 'verb' | 'deviceId'>): boolean =>
  Number.isSafeInteger(region) && pairs.length > 0 && pairs.flat().every(Number.isSafeInteger);

/** The generation that a profile reads; nothing where it takes no QMP. */
export const spokenBy = ({ qmpDialect }: Pick<Profile, 'qmpDialect'>): GenerationId | undefined =>
  qmpDialect === 'none' ? undefined : qmpDialect === 'mebibytes' ? 'v3' : 'merged';

/**
 * The same request in another generation; several where one says less. A request that cannot be read stays as it is:
 * QEMU answers it.
 */
export function converted(
  request: QmpRequest,
  from: GenerationId,
  to: GenerationId | undefined,
): readonly QmpRequest[] {
  const asked = from === to || to === undefined ? [] : askedFor(request, from);
  if (asked.length === 0 || to === undefined) return [request];
  return asked.flatMap((each) => writtenAs(each, to));
}
