import { decode, encode } from '../codec/message';
import { withBackground } from '../device/background';
import type { DeviceState } from '../device/device-state';
import type { Profile } from '../device/profiles/profile';
import { note } from '../happening';
import {
  mediaDiscovery,
  mediaDiscoveryReply,
  mediaRequest,
  type MediaRange,
} from '../layouts/media-operations';
import {
  discoveryLadder,
  mediaHeadLadder,
  mediaLadder,
  mediaOperations,
  type MediaInput,
} from '../rules/media-operations';
import { MiB } from '../units';
import { checked, done, type Command, type CommandResult, type Context } from './command';

const SECOND = 1e9;

/** Nanoseconds that wiping so many bytes takes. */
const runtimeOf = ({ wipeSeconds }: Profile, bytes: number): number =>
  SECOND * (wipeSeconds.find(([limit]) => bytes / MiB <= limit)?.[1] ?? 0);

const SANITIZE = 0x4400;
const MEDIA_OPERATIONS = 0x4402;

type Beginning = Omit<Parameters<typeof withBackground>[1], 'ld' | 'clock'>;

function started({ device, ld, clock, trail }: Context, beginning: Beginning): CommandResult {
  note(trail, 'device', { what: 'backgroundStarted', opcode: beginning.opcode });
  return { kind: 'started', device: withBackground(device, { ld, clock, ...beginning }) };
}

const sanitize: Command = {
  opcode: SANITIZE,
  name: 'Sanitize',
  section: '8.2.9.9.5.1',
  length: 0,
  run(context) {
    const { device, profile } = context;
    const runtime = runtimeOf(profile, device.media.staticMemory.size);
    return started(context, { opcode: SANITIZE, runtime });
  },
};

function mediaInput(device: DeviceState, payload: Uint8Array): MediaInput {
  const { header, items } = decode(mediaRequest, payload);
  const { startIndex } = decode(mediaDiscovery, payload).header;
  return { device, payloadLength: payload.length, startIndex, ...header, ranges: items };
}

function discover({ device }: Context, payload: Uint8Array): CommandResult {
  const { startIndex, operations } = decode(mediaDiscovery, payload).header;
  const items = mediaOperations
    .slice(startIndex, startIndex + operations)
    .map(([operationClass, subclass]) => ({ operationClass, subclass }));
  const header = { granularity: 64, total: mediaOperations.length, returned: items.length };
  return done(device, encode(mediaDiscoveryReply, header, items));
}

/** What sanitizing leaves in every byte, and what zeroing does. */
const fills = [0x0f, 0x00];

function wipe(context: Context, input: MediaInput): CommandResult {
  if (input.ranges.length === 0) return done(context.device);
  const total = input.ranges.reduce((sum: bigint, { length }: MediaRange) => sum + length, 0n);
  const wiping = {
    fill: fills[input.subclass] ?? 0,
    ranges: input.ranges.map(({ start, length }) => ({
      start: Number(start),
      length: Number(length),
    })),
  };
  const runtime = runtimeOf(context.profile, Number(total));
  return started(context, { opcode: MEDIA_OPERATIONS, runtime, wiping });
}

const operateMedia: Command = {
  opcode: MEDIA_OPERATIONS,
  name: 'Media Operations',
  section: '8.2.9.9.5.3',
  ladder: [...mediaHeadLadder, ...discoveryLadder, ...mediaLadder],
  length: 'variable',
  request: mediaRequest,
  run(context, payload) {
    const input = mediaInput(context.device, payload);
    return checked(context, mediaHeadLadder, input, () =>
      input.operationClass === 0
        ? checked(context, discoveryLadder, input, () => discover(context, payload))
        : checked(context, mediaLadder, input, () => wipe(context, input)),
    );
  },
};

/** Command set 44h, sanitize and media operations. */
export const sanitizeCommands: readonly Command[] = [sanitize, operateMedia];
