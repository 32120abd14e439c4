import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../json';
import type { Finding, Reading, Remark, SeenState } from './finding';
import type { JsonShape } from './reader';
import { sizeIn, uuidIn } from './sizes';

/** What `cxl list` and `daxctl list` print: checks of what the host shows. */
export const readStateJson: JsonShape = (value) => {
  const objects = everyObject(value, 0);
  const regions = objects.filter((each) => typeof each['region'] === 'string' && isDc(each));
  const dax = objects.filter((each) => typeof each['chardev'] === 'string');
  const isListed = objects.some((each) => listed.some((member) => member in each));
  if (!isListed) return undefined;
  const read = [regionsSeen(regions), daxSeen(dax)];
  const findings = read.flatMap((each) => each.findings);
  return {
    kind: 'hostState',
    findings,
    remarks: [
      ...read.flatMap(({ remarks = [] }) => remarks),
      ...(findings.length === 0 ? [none] : []),
    ],
  };
};

type Read = Pick<Reading, 'findings' | 'remarks'>;

/** Members by which the lists of these tools are known. */
const listed = [
  'memdev',
  'memdevs',
  'region',
  'regions',
  'chardev',
  'decoder',
  'bus',
  'dax_region',
];

const none: Remark = {
  kind: 'note',
  text: 'The list shows no region with dynamic capacity and no dax device, so there is nothing to check.',
};

/** How deep lists are looked into. */
const deepest = 12;

/** Every object in a value, from the outside in. */
function everyObject(value: JsonValue, depth: number): readonly JsonObject[] {
  if (depth > deepest) return [];
  if (isJsonList(value)) return value.flatMap((each) => everyObject(each, depth + 1));
  if (!isJsonObject(value)) return [];
  return [value, ...Object.values(value).flatMap((each) => everyObject(each, depth + 1))];
}

/** A region of dynamic capacity. Ordinary ones are of type ram or pmem; some versions of the tool print no type. */
const isDc = ({ type, extents }: JsonObject): boolean =>
  isJsonList(extents) && type !== 'ram' && type !== 'pmem';

function regionsSeen(regions: readonly JsonObject[]): Read {
  if (regions.length === 0) return { findings: [] };
  const remarks: Remark[] = [];
  const hostExtents = regions.flatMap(({ extents }, region) =>
    (isJsonList(extents) ? extents : []).filter(isJsonObject).flatMap((extent) => {
      const [start, length] = [numberIn(extent['offset']), numberIn(extent['length'])];
      const tag = uuidIn(textIn(extent['uuid'] ?? extent['tag']));
      if (isCount(start) && isCount(length))
        return [{ region, start, length, ...(tag === undefined ? {} : { tag }) }];
      remarks.push({ kind: 'unread', text: 'An extent has no offset or length that can be read.' });
      return [];
    }),
  );
  // A list of which something was not read says nothing of the whole.
  return { findings: remarks.length > 0 ? [] : [state({ hostExtents })], remarks };
}

function daxSeen(devices: readonly JsonObject[]): Read {
  const dax = devices.flatMap((device) => {
    const size = numberIn(device['size']);
    return !isCount(size) || size === 0 || !isDaxName(textIn(device['chardev']))
      ? []
      : [{ name: textIn(device['chardev']), size }];
  });
  if (dax.length === 0) return { findings: [] };
  return { findings: [state({ dax })], remarks: devices.flatMap(modeRemarks) };
}

/** System RAM without a memory block is what hosts before v11 show of a device that is smaller than one. */
function modeRemarks(device: JsonObject): readonly Remark[] {
  const { mode, total_memblocks: blocks } = device;
  if (mode !== 'system-ram') return [];
  const name = textIn(device['chardev']);
  return [
    {
      kind: 'note',
      text:
        numberIn(blocks) === 0
          ? `${name} is system RAM without a memory block: it is smaller than one. Linux v11 gives such a device no driver.`
          : `${name} is system RAM: its name and size are checked.`,
    },
  ];
}

const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0;

const isDaxName = (name: string): boolean => /^dax\d{1,9}\.\d{1,9}$/.test(name);

const state = (seen: SeenState): Finding => ({ what: 'state', seen });

const textIn = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

const numberIn = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' ? value : sizeIn(textIn(value));
