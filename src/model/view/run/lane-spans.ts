import type { ExtentId } from '../../extent';
import { counted, extentEntity, groupEntity, groupLabel } from '../words/names';
import type { LaneSpan } from '../page';

/** Offers that the device made as one chain of records. */
export interface Chain {
  readonly group: number;
  readonly extents: readonly ExtentId[];
  readonly offered: number;
  /** Its last record was not logged, so the host never learns that the chain is complete. */
  readonly closingLost: boolean;
  readonly reads: number[];
  answered?: number;
}

/** What a host has of a chain, over the steps in which that is so. */
export interface Holding {
  readonly chain: Chain;
  readonly kind: LaneSpan['kind'];
  readonly from: number;
  readonly deadline: number | undefined;
  to?: number;
}

const entitiesOf = ({ group, extents }: Chain): LaneSpan['entities'] => [
  groupEntity(group),
  ...extents.map(extentEntity),
];

/** A chain as the device's lane shows it: from the offer over the reads to the answer. */
export function drawnChain(chain: Chain, track: number): LaneSpan {
  const { group, extents, offered, answered, reads, closingLost } = chain;
  const parts = [
    `Chain ${groupLabel(group)}: ${counted(extents.length, 'record')} joined by More, offered at step ${offered}`,
    ...(closingLost ? ['its closing record was lost'] : []),
    ...(reads.length === 0 ? [] : [`read at step ${reads.join(', ')}`]),
    answered === undefined ? 'not answered' : `answered at step ${answered}`,
  ];
  return {
    id: groupEntity(group),
    lane: 'device',
    kind: 'chain',
    track,
    from: offered,
    ...(answered === undefined ? {} : { to: answered }),
    reads: reads.filter((step) => answered === undefined || step < answered),
    text: parts.join(', '),
    entities: entitiesOf(chain),
  };
}

const seconds = (ns: number): string => `${ns / 1e9} s`;

const waitLabel = (deadline: number | undefined): string =>
  deadline === undefined ? 'waits' : `waits until ${seconds(deadline)}`;

/** The same as the host's lane shows it: while the host has it to answer, or waits for the rest. */
export function drawnHolding(holding: Holding, track: number): LaneSpan {
  const { kind, from, to, chain } = holding;
  return {
    id: groupEntity(chain.group),
    lane: 'host',
    kind,
    track,
    from,
    ...(to === undefined ? {} : { to }),
    reads: [],
    ...(kind === 'waiting' ? { label: waitLabel(holding.deadline) } : {}),
    text: holdingText(holding),
    entities: entitiesOf(chain),
  };
}

function holdingText({ kind, from, to, chain, deadline }: Holding): string {
  const group = groupLabel(chain.group);
  const over = to === undefined ? `since step ${from}` : `from step ${from} to ${to}`;
  if (kind === 'chain') return `Host has chain ${group} to answer ${over}`;
  const until = deadline === undefined ? '' : `; its watchdog ends at ${seconds(deadline)}`;
  return `Host waits for the closing record of ${group} ${over}${until}`;
}
