import { decode, encode } from '../codec/message';
import { withBackground } from '../device/background';
import { note } from '../happening';
import {
  scanQueryReply,
  scanQueryRequest,
  scanRequest,
  scanResultsReply,
} from '../layouts/scan-media';
import {
  scanBytes,
  scanMediaLadder,
  scanQueryLadder,
  scanResultsLadder,
} from '../rules/scan-media';
import { checked, done, type Command } from './command';

const MILLISECOND = 1e6;
/** 0.0005 ms for each line of 64 bytes, as an x87 number: 64 bits of mantissa, here × 2^74 (QEMU 10.0, 11.1). */
const LINE_TIME = ((1n << 74n) + 1000n) / 2000n;
const MANTISSA = 64;

/** A number cut to the bits that an x87 number has, to the nearest. */
function rounded(value: bigint): bigint {
  const excess = value.toString(2).length - MANTISSA;
  if (excess <= 0) return value;
  const by = BigInt(excess);
  return ((value + (1n << (by - 1n))) >> by) << by;
}

/** Milliseconds that a scan takes, at least one. */
function scanTime(lines: bigint): number {
  const time = rounded(scanBytes({ lines }) * LINE_TIME) >> 80n;
  return Math.max(1, Number(time));
}

const getCapabilities: Command = {
  opcode: 0x4303,
  name: 'Get Scan Media Capabilities',
  section: '8.2.9.9.4.4',
  ladder: scanQueryLadder,
  length: 16,
  request: scanQueryRequest,
  reply: scanQueryReply,
  run(context, payload) {
    const { device } = context;
    const query = decode(scanQueryRequest, payload).header;
    const input = { ...query, staticBytes: device.media.staticMemory.size };
    return checked(context, scanQueryLadder, input, () =>
      done(device, encode(scanQueryReply, { milliseconds: scanTime(query.lines) })),
    );
  },
};

const SCAN_MEDIA = 0x4304;

const scanMedia: Command = {
  opcode: SCAN_MEDIA,
  name: 'Scan Media',
  section: '8.2.9.9.4.5',
  ladder: scanMediaLadder,
  length: 17,
  request: scanRequest,
  run(context, payload) {
    const { device, ld, clock, trail } = context;
    const query = decode(scanRequest, payload).header;
    const input = { ...query, staticBytes: device.media.staticMemory.size };
    return checked(context, scanMediaLadder, input, () => {
      const runtime = scanTime(query.lines) * MILLISECOND;
      note(trail, 'device', { what: 'backgroundStarted', opcode: SCAN_MEDIA });
      return {
        kind: 'started',
        device: withBackground(device, { ld, opcode: SCAN_MEDIA, clock, runtime }),
      };
    });
  },
};

/** What QEMU finds is what did not fit its list before; what fits is in the list already, so nothing is found. */
const getResults: Command = {
  opcode: 0x4305,
  name: 'Get Scan Media Results',
  section: '8.2.9.9.4.6',
  ladder: scanResultsLadder,
  length: 0,
  reply: scanResultsReply,
  run(context) {
    const { device } = context;
    return checked(context, scanResultsLadder, { scanned: device.scanned }, () =>
      done(device, encode(scanResultsReply, { restart: 0n, length: 0n, flags: 0, count: 0 })),
    );
  },
};

/** Scans of command set 43h. */
export const scanCommands: readonly Command[] = [getCapabilities, scanMedia, getResults];
