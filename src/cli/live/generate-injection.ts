import type { Fields, TraceStep } from '../../model/conformance/trace';
import type { JsonValue } from '../../model/index';
import { junk, paths } from './generate-qmp';
import type { Drawing } from './generate-ranges';
import { devicePath } from './virtual-machine';
import type { Random } from './random';

const logs = ['informational', 'warning', 'failure', 'fatal'] as const;

/** Members that may be there, how often, and the least and most of those that are numbers. */
const optional: Readonly<Record<string, readonly [chance: number, least: number, most: number]>> = {
  channel: [0.3, 0, 255],
  rank: [0.3, 0, 255],
  device: [0.3, 0, 2 ** 32 - 1],
  'maint-op-class': [0.1, 0, 255],
  'maint-op-subclass': [0.1, 0, 255],
  'ld-id': [0.1, 0, 65_535],
  'head-id': [0.1, 0, 255],
  'cme-ev-flags': [0.1, 0, 255],
  'cme-count': [0.1, 0, 2 ** 32 - 1],
  'sub-type': [0.6, 0, 255],
};

const letters = 'abcdefghijklmnopqrstuvwxyz';

function drawOptional(random: Random): Fields {
  const numbers = Object.entries(optional)
    .filter(([, [chance]]) => random.chance(chance))
    .map(([member, [, least, most]]): [string, JsonValue] => [member, random.between(least, most)]);
  return {
    ...Object.fromEntries(numbers),
    // Behind a shorter one QEMU 11 writes what happens to lie in its memory.
    ...(random.chance(0.3) ? { 'component-id': letters.slice(0, random.between(15, 26)) } : {}),
    ...(random.chance(0.1) ? { 'is-comp-id-pldm': random.chance(0.5) } : {}),
  };
}

/** Injects a media record, at times with members that are wrong. */
export function drawInjection({ random }: Drawing): TraceStep {
  const args: Fields = {
    path: devicePath,
    log: random.pick(logs),
    flags: random.between(0, 255),
    dpa: random.between(0, 2 ** 40),
    descriptor: random.between(0, 255),
    type: random.between(0, 255),
    'transaction-type': random.between(0, 255),
    ...drawOptional(random),
  };
  return {
    op: 'qmp',
    fields: { name: 'cxl-inject-general-media-event', args: maybeBroken(random, args) },
  };
}

function maybeBroken(random: Random, args: Fields): Fields {
  if (random.chance(0.7)) return args;
  const member = random.pick(['path', 'log', 'flags', 'dpa', 'type', 'channel', 'sub-type']);
  const value: JsonValue = random.pick(junk);
  return random.pick<() => Fields>([
    () => Object.fromEntries(Object.entries(args).filter(([name]) => name !== member)),
    () => ({ ...args, [member]: value }),
    () => ({ ...args, path: random.pick(paths) }),
    () => ({ ...args, surplus: 1, more: 2, other: value }),
  ])();
}
