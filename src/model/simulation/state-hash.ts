import { inOrder } from '../device/extent-list';
import { ldOf, type Ld } from '../device/device-state';
import type { Extent } from '../extent';
import { hostOf, type SimulationState } from './state';

/** Hexadecimal digits of a state hash: 48 bits. */
const DIGITS = 12;

/**
 * The hash of what can be seen of device and host at a moment: 12 hexadecimal digits. It is taken of the text that
 * `seenOf` writes, which names no member of the program: links of today keep their hash while the program changes.
 */
export function stateHash(state: SimulationState): string {
  const text = seenOf(state);
  let [one, other] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x9e3779b1);
    other = Math.imul(other ^ code, 0x5f356495);
    one ^= one >>> 15;
    other ^= other >>> 13;
  }
  const high = settled(one, other) & 0xffff;
  return (high * 2 ** 32 + settled(other, one)).toString(16).padStart(DIGITS, '0');
}

const settled = (one: number, other: number): number => {
  const mixed =
    Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

/**
 * What the hash covers, a line each: the clock; extents accepted and offered, with their tags; the records of the logs
 * with handle, type and range; the last command and its code; regions, extents and dax devices of the host, and what it
 * has read and staged. Numbers are decimal, ranges `start+length`. The format never changes.
 */
export function seenOf(state: SimulationState): string {
  const host = hostOf(state);
  return [
    `clock ${state.clock}`,
    `crashed ${state.device.crashed === undefined ? 'no' : 'yes'} ${host.crashed === undefined ? 'no' : 'yes'}`,
    ...deviceLines(ldOf(state.device)),
    `host ${host.twin} ${host.bound ? 'bound' : 'unbound'}`,
    ...host.regions.map(
      ({ start, length, phase }) => `region ${rangeText({ start, length })} ${phase}`,
    ),
    ...host.extents.map((extent) => `shown ${extentText(extent)} ${extent.region}.${extent.index}`),
    ...host.inbox.map(({ handle }) => `read ${handle}`),
    ...host.staged.map((extent) => `staged ${extentText(extent)}`),
    ...host.daxDevices.map(
      ({ id, ranges, online }) =>
        `dax ${id} ${ranges.map(rangeText).join(' ')} ${online ? 'online' : 'offline'}`,
    ),
  ].join('\n');
}

function deviceLines(ld: Ld): readonly string[] {
  const { records, overflow } = ld.eventLogs.dynamicCapacity;
  return [
    `decoder ${ld.decoder.committed ? 'committed' : 'free'}`,
    `generation ${ld.generation}`,
    `last ${ld.lastCommand.opcode} ${ld.status.code}`,
    ...inOrder(ld.accepted).map((extent) => `accepted ${extentText(extent)}`),
    ...ld.pending.flatMap(({ open, extents }) => [
      `offer ${open ? 'open' : 'closed'}`,
      ...extents.map((extent) => `offered ${extentText(extent)}`),
    ]),
    ...records.map(
      (record) =>
        `record ${record.handle} ${record.type} ${rangeText(record)} ${record.more ? 'more' : 'last'}`,
    ),
    `lost ${overflow.count}`,
  ];
}

const rangeText = ({
  start,
  length,
}: {
  readonly start: number;
  readonly length: number;
}): string => `${start}+${length}`;

const extentText = (extent: Pick<Extent, 'start' | 'length' | 'tag' | 'sharedSeq'>): string =>
  `${rangeText(extent)} ${extent.tag} ${extent.sharedSeq}`;
