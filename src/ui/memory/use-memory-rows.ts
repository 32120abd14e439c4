import { useEffect, useState } from 'react';
import type { MemoryRow } from '../../model/view/page';
import { ask } from '../connect';
import { useUi } from '../store';
import { rowBytes } from './place';

const chunk = 64 * rowBytes;
/** Rows asked for around the first one in sight: the chunk it is in, and the next. */
const asked = 128;

/** The rows around what is in sight, by address; asked for again when the run moves. */
export function useMemoryRows(firstInSight: number): ReadonlyMap<number, MemoryRow> {
  const serial = useUi((state) => state.serial);
  const from = Math.floor(firstInSight / chunk) * chunk;
  const [rows, setRows] = useState<ReadonlyMap<number, MemoryRow>>(new Map());
  useEffect(() => {
    let wanted = true;
    void ask((api) => api.memoryRows(from, asked)).then((answer) => {
      if (wanted && answer !== undefined) setRows(new Map(answer.map((row) => [row.dpa, row])));
    });
    return () => {
      wanted = false;
    };
  }, [from, serial]);
  return rows;
}
