import fc from 'fast-check';
import { inOrder } from '../device/extent-list';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import { entriesFrom, rangesFor } from './entries';
import { fm, initiateAddOf, initiateReleaseOf, readAt, wait } from './fm';
import { always, hostileNumber, type Plan } from './plan';
import { ldIn, mailbox, type Range } from './run';

const BLOCK = 2 * MiB;
const FIRST = 256 * MiB;

type Weighted = fc.WeightedArbitrary<Plan>;

/** A DPA where something may be: around the ends of extents, regions, backends and decoder. */
function placeIn(state: SimulationState, pick: number, near: number): number {
  const { accepted, regions } = ldIn(state);
  const places = [
    0,
    FIRST,
    ...regions.map(({ base, length }) => base + length),
    ...inOrder(accepted).flatMap(({ start, length }) => [start, start + length]),
  ];
  return Math.max(0, (places[pick % places.length] ?? 0) + near);
}

const place = fc.tuple(fc.nat(40), fc.constantFrom(0, 0, 0, -4, -8, 3, 4096, -BLOCK));

const reads = fc.tuple(place, fc.constantFrom(1, 2, 4, 8, 8, 13, 64)).map(
  ([[pick, near], length]): Plan =>
    (state) =>
      readAt(placeIn(state, pick, near), length),
);

const writes = fc
  .tuple(place, fc.uint8Array({ minLength: 1, maxLength: 24 }))
  .map(([[pick, near], data]): Plan => (state) => ({
    kind: 'write',
    space: 'dpa',
    at: placeIn(state, pick, near),
    data,
  }));

const word = (value: number): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return bytes;
};

const poisonLengths: Readonly<Record<number, number>> = { 0x4300: 16, 0x4301: 8, 0x4302: 72 };

/** 4301h or 4302h for the line of a place, or the list from there on. */
function poisonAction(opcode: number, dpa: number): Action {
  const payload = new Uint8Array(72);
  payload.set(word(dpa - (dpa % 64)));
  payload.set(word(3), 8);
  return mailbox(opcode, payload.slice(0, poisonLengths[opcode]));
}

const poisons = fc.tuple(place, fc.constantFrom(0x4300, 0x4301, 0x4302)).map(
  ([[pick, near], opcode]): Plan =>
    (state) =>
      poisonAction(opcode, placeIn(state, pick, near)),
);

const offers = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((extents) =>
    always(initiateAddOf(extents.map(([at, count]): Range => [FIRST + at * BLOCK, count * BLOCK]))),
  );

const requests = fc.tuple(entriesFrom('accepted'), fc.constantFrom(0x01, 0x01, 0x11, 0x21)).map(
  ([entries, policy]): Plan =>
    (state) =>
      initiateReleaseOf(rangesFor(state, entries), { policy }),
);

const lists = fc
  .tuple(fc.nat(60), fc.nat(4))
  .map(([count, start]) =>
    always(fm(0x5603, Uint8Array.of(0, 0, 0, 0, count, 0, 0, 0, start, 0, 0, 0))),
  );

const commits = fc.boolean().map((commit) => always({ kind: 'hdm', commit }));

/** A guest, poison, a sanitize that ends or not, and a fabric manager behind a switch: all of good will. */
export const usualDevicePlans: readonly Weighted[] = [
  { weight: 2, arbitrary: reads },
  { weight: 2, arbitrary: writes },
  { weight: 1, arbitrary: commits },
  { weight: 1, arbitrary: poisons },
  { weight: 2, arbitrary: offers },
  { weight: 1, arbitrary: requests },
  { weight: 1, arbitrary: lists },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0x4400, 0x4400, 0x0005).map((op) => always(mailbox(op))),
  },
  { weight: 1, arbitrary: fc.constantFrom(0.5, 1, 3, 5).map((seconds) => always(wait(seconds))) },
];

const hostileRange = fc.tuple(hostileNumber, hostileNumber);

/** Numbers and payloads that only a hostile sender would think of. */
export const hostileDevicePlans: readonly Weighted[] = [
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.array(hostileRange, { maxLength: 2 }),
        fc.constantFrom(initiateAddOf, initiateReleaseOf),
        fc.constantFrom(undefined, undefined, 0, 3, 0xffff_ffff),
      )
      .map(([extents, initiate, count]) =>
        always(initiate(extents, count === undefined ? {} : { count })),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.oneof(fc.integer({ min: 0x5600, max: 0x5605 }), fc.nat(0xffff)),
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom('ld', 'ld', 'switch'),
      )
      .map(([opcode, payload, to]) => always(fm(opcode, payload, to))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(0x4300, 0x4301, 0x4302),
        fc.uint8Array({ minLength: 72, maxLength: 72 }),
      )
      .map(([opcode, bytes]) => always(mailbox(opcode, bytes.slice(0, poisonLengths[opcode])))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.maxSafeNat(), fc.nat(80))
      .map(([dpa, length]) => always(readAt(dpa, length))),
  },
];
