import { useMemo } from 'react';
import type { MemoryRow } from '../../model/view/page';
import { useAnswer } from '../simulator/use-answer';
import { rowBytes } from './place';

const chunk = 64 * rowBytes;
/** Rows asked for around the first one in sight: the chunk it is in, and the next. */
const asked = 128;

/** The rows around what is in sight, by address; asked for again when the run moves. */
export function useMemoryRows(firstInSight: number): ReadonlyMap<number, MemoryRow> {
  const from = Math.floor(firstInSight / chunk) * chunk;
  const rows = useAnswer('memoryRows', from, asked);
  return useMemo(() => new Map(rows?.map((row) => [row.dpa, row])), [rows]);
}
