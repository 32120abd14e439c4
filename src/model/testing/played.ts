import type { Action } from '../simulation/action';
import { TAG_A, delExtent, delForced, inject, pre2 } from './mock';
import { fm, initiateAddOf, initiateReleaseOf, readAt, wait, writeAt } from './fm';
import { claim, create } from './machine';
import {
  add,
  askBack,
  clear,
  giveBack,
  mailbox,
  next,
  R0,
  R1,
  respond,
  type Described,
} from './run';
import { deed } from './settle';
import { addV3, askBackV3, giveBackV3, respondV3 } from './v3';
import { GiB, MiB } from '../units';

/** A run, and the steps of it that are looked at. */
export interface Played {
  readonly described: Described;
  readonly actions: readonly Action[];
  readonly steps: readonly number[];
}

const B = 2 * MiB;
const times = (count: number): readonly Action[] => Array.from({ length: count }, () => next);
const M = 2 * GiB;

/** One run of each kind: what devices, hosts and fabric managers do to each other. */
export const played: Readonly<Record<string, Played>> = {
  'partial acceptance': {
    described: { twin: 'linux-v11', decoder: [R0, 128 * MiB] },
    actions: [
      add([
        [0, 32 * MiB],
        [32 * MiB, 16 * MiB],
      ]),
      ...times(4),
      add([
        [96 * MiB, 16 * MiB],
        [120 * MiB, 32 * MiB],
        [160 * MiB, 8 * MiB],
      ]),
      add([[0, 4 * MiB]], { region: 1 }),
      ...times(4),
      askBack([[32 * MiB, 16 * MiB]]),
      ...times(6),
    ],
    steps: [0, 3, 8, 10, 18],
  },
  'by hand': {
    described: { twin: 'manual' },
    actions: [
      add([[0, 8 * B]]),
      respond([[R0, 8 * B]]),
      clear([1]),
      add([[32 * B, 8 * B]]),
      respond([
        [R0 + 32 * B, B],
        [R0 + 36 * B, 2 * B],
      ]),
      giveBack([[R0 + 2 * B, B]]),
      askBack([[0, 2 * B]]),
      respond([[R0, B]]),
      writeAt(R0, '0102030405060708'),
      readAt(R0 + 2 * B),
      clear([2]),
      mailbox(0x0100, '04'),
      mailbox(0x4801, '0a00000000000000'),
      add([[0, B]]),
      { kind: 'reset' },
    ],
    steps: [5, 6, 7, 8, 10, 13, 15],
  },
  'fabric manager': {
    described: { twin: 'manual' },
    actions: [
      add([[0, 4 * B]]),
      respond([[R0, 4 * B]]),
      initiateAddOf(
        [
          [R0 + 8 * B, B],
          [R1, 2 * B],
        ],
        { tag: 'ab'.repeat(16) },
      ),
      initiateReleaseOf([[R0 + B, B]]),
      fm(0x5603, '000000000400000000000000'),
      fm(0x5601, '00000002'),
      mailbox(0x4400),
      wait(2),
      initiateAddOf([]),
      respond([]),
    ],
    steps: [3, 4, 6, 8, 9],
  },
  'series of 2023': {
    described: { profile: 'qemu-v3', dcMiB: 4096, twin: 'manual' },
    actions: [
      addV3([
        [0, 8],
        [32, 4],
      ]),
      respondV3([0, 4]),
      respondV3([32, 4]),
      askBackV3([[32, 4]]),
      giveBackV3([32, 2]),
      giveBackV3([0, 2]),
      addV3([[0, 3]]),
    ],
    steps: [1, 2, 3, 5, 6],
  },
  'mock of the kernel': {
    described: { profile: 'cxl-test', twin: 'linux-v11' },
    actions: [
      deed(create(M, 512 * MiB)),
      ...times(3),
      inject([M, 64 * MiB], TAG_A, 1),
      inject([M + 64 * MiB, 32 * MiB], TAG_A, 0, 1),
      ...times(5),
      deed(claim('0')),
      delExtent(pre2, 'deadbeef-cafe-baad-f00d-fedcba987654'),
      ...times(3),
      delForced([M, 64 * MiB], TAG_A),
      ...times(2),
    ],
    steps: [4, 6, 8, 13, 16, 19],
  },
  'users of a machine': {
    described: { twin: 'linux-v11', decoder: [0, 0] },
    actions: [
      deed(create(R0, 512 * MiB)),
      next,
      add([[0, 128 * MiB]], { region: 0 }),
      ...times(4),
      add([[256 * MiB, 64 * MiB]]),
      ...times(4),
      deed(claim('', 64 * MiB)),
      deed({ deed: 'createDax', region: 0 }),
      deed(claim('0')),
      deed({ deed: 'loadModule', module: 'kmem' }),
      deed({ deed: 'systemRam', dax: 'dax0.2', blockSize: 128 * MiB }),
      writeAt(R0, '0102030405060708'),
      askBack([[0, 128 * MiB]]),
      ...times(3),
      deed({ deed: 'destroyDax', dax: 'dax0.1' }),
      deed({ deed: 'memory', dax: 'dax0.2', online: false }),
      askBack([[256 * MiB, 64 * MiB]]),
      ...times(3),
      deed({ deed: 'unloadDriver' }),
      ...times(4),
    ],
    steps: [2, 7, 11, 14, 15, 19, 24, 26, 29],
  },
  'a host that is wrong': {
    described: { twin: 'linux-v11' },
    actions: [
      add([[0, 8 * B]]),
      ...times(4),
      giveBack([[R0, 4 * B]]),
      giveBack([[R0 + 4 * B, 4 * B]]),
      add([[16 * B, 4 * B]]),
      respond([[R0 + 16 * B, 2 * B]]),
      ...times(4),
      askBack([[0, 8 * B]]),
      ...times(3),
      add([[0, 8 * B]]),
      ...times(4),
    ],
    steps: [5, 6, 7, 9, 11, 13, 16, 18, 20],
  },
};
