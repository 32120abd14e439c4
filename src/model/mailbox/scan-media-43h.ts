import { decode, encode } from '../codec/message';
import { begun } from '../device/background';
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
/** Lines of 64 bytes that QEMU takes a millisecond for: 500 ns each (10.0, 11.1). */
const LINES_A_MILLISECOND = 2000n;

/** Milliseconds that a scan takes, at least one. */
function scanTime(lines: bigint): number {
  const whole = Number(scanBytes({ lines }) / 64n / LINES_A_MILLISECOND);
  return Math.max(1, whole);
}

const getCapabilities: Command = {
  opcode: 0x4303,
  name: 'Get Scan Media Capabilities',
  section: '8.2.9.9.4.4',
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
  length: 17,
  request: scanRequest,
  run(context, payload) {
    const { device, clock, trail } = context;
    const query = decode(scanRequest, payload).header;
    const input = { ...query, staticBytes: device.media.staticMemory.size };
    return checked(context, scanMediaLadder, input, () => {
      const runtime = scanTime(query.lines) * MILLISECOND;
      note(trail, 'device', { what: 'backgroundStarted', opcode: SCAN_MEDIA });
      return { kind: 'started', device: begun(device, { opcode: SCAN_MEDIA, clock, runtime }) };
    });
  },
};

/** What QEMU finds is what did not fit its list before; what fits is in the list already, so nothing is found. */
const getResults: Command = {
  opcode: 0x4305,
  name: 'Get Scan Media Results',
  section: '8.2.9.9.4.6',
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
