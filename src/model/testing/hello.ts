import type { Scenario } from '../simulation/scenario/scenario';
import { MiB } from '../units';
import { add, next } from './run';

/** A scenario with one of most things, and its file. */
export const hello: Scenario = {
  title: 'Hello',
  profile: 'qemu-11.1',
  device: {
    id: 'cxl-dcd0',
    staticVolatile: 256 * MiB,
    staticPersistent: 0,
    dynamicCapacity: 1024 * MiB,
    regionCount: 2,
  },
  host: { twin: 'linux-v11', decoder: { start: 268435456, length: 268435456 } },
  actions: [
    add([[0, 2 * MiB]], { region: 1 }),
    next,
    next,
    { kind: 'host', deed: 'respond', accept: [3, 4] },
    { kind: 'mailbox', opcode: 0x4802, payload: Uint8Array.of(0, 255, 1) },
    next,
    { kind: 'twin', twin: 'manual' },
    { kind: 'clock', ns: 1_000_000_000 },
    { kind: 'reset' },
  ],
  queue: [{ execute: 'cxl-release-dynamic-capacity', arguments: {} }],
};

export const helloText = `{"v":1,
"title":"Hello",
"device":{"profile":"qemu-11.1","id":"cxl-dcd0","staticMiB":256,"dcMiB":1024,"regions":2},
"host":{"twin":"linux-v11","decoder":[268435456,268435456]},
"actions":[
{"add":1,"extents":[[0,2097152]]},
{"host":"next","times":2},
{"host":"respond","accept":["e3","e4"]},
{"mailbox":"4802","in":"00ff01"},
{"host":"next"},
{"twin":"manual"},
{"clock":1000000000},
{"reset":true}],
"queue":[
{"qmp":"cxl-release-dynamic-capacity"}]}
`;
