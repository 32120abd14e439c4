/** One byte of what is written, and what it changes in what is read: the bits of `mask`, beside those of `keep`. */
interface Taken {
  readonly from: number;
  readonly to: number;
  readonly mask: number;
  readonly keep: number;
}

/** A feature of a memory device that Get Feature reads and Set Feature writes. */
export interface Feature {
  readonly uuid: string;
  /** What it reads at first, in hexadecimal. */
  readonly initial: string;
  readonly writeSize: number;
  /** Version of reads and writes. */
  readonly version: number;
  readonly attributes: number;
  readonly taken: readonly Taken[];
}

const whole = (from: number, to: number): Taken => ({ from, to, mask: 0xff, keep: 0 });

const CHANGEABLE = 0x01;
const HAS_DEFAULT = 0x20;

/** Operation mode, two bytes at offset 3. */
const mode = [whole(0, 3), whole(1, 4)];

const repair = (uuid: string, subclass: string): Feature => ({
  uuid,
  initial: `050000000001${subclass}00000000000000000005000001`,
  writeSize: 3,
  version: 3,
  attributes: CHANGEABLE | HAS_DEFAULT,
  taken: [...mode, whole(2, 19)],
});

const sparing = (uuid: string, subclass: string): Feature => ({
  uuid,
  initial: `050000000002${subclass}000000000000000000000600`,
  writeSize: 2,
  version: 1,
  attributes: CHANGEABLE | HAS_DEFAULT,
  taken: mode,
});

/** The features of QEMU by index: 10.0 has the first two, 11.1 has all (as they answer 0500h and 0501h). */
export const features: readonly Feature[] = [
  {
    // Patrol scrub: the cycle in hours, and whether it is on.
    uuid: '96dad7d6fde8482ba73375774e06db8a',
    initial: '030c0100',
    writeSize: 2,
    version: 1,
    attributes: CHANGEABLE,
    taken: [whole(0, 1), { from: 1, to: 3, mask: 0x01, keep: 0xfe }],
  },
  {
    // Error check scrub: how it logs, and the configuration of each of three media FRUs.
    uuid: 'e5b13f2223284a14b8bab9691e893386',
    initial: '01010300000103000001030000',
    writeSize: 7,
    version: 1,
    attributes: CHANGEABLE,
    taken: [
      whole(0, 0),
      ...[0, 1, 2].flatMap((fru) => [
        { from: 1 + 2 * fru, to: 2 + 4 * fru, mask: 0x1f, keep: 0 },
        { from: 2 + 2 * fru, to: 3 + 4 * fru, mask: 0, keep: 0 },
      ]),
    ],
  },
  repair('892ba475fad8474e9d3e692c917568bb', '00'),
  repair('80ea4521786f4127afb1ec7459fb0e24', '01'),
  sparing('96c3338691dd44c79ecbfdaf6503bac4', '00'),
  sparing('450ebf67b1354f97a498c2d57f279bed', '01'),
  sparing('78b7963690ac4b64a4effaac5d18a863', '02'),
  sparing('34dbaff5055242818f76da0b5e7a76a7', '03'),
];
