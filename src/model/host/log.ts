import type { HostRegion, HostState, Printed } from './host-state';
import { fill, type Fields, type FieldsOf, type Line } from './kernel-lines/line';
import { v11, v11Next, v9 } from './kernel-lines/tables';
import type { Series } from './series';
import type { HostLine } from '../happening';
import type { HostSees } from './twin';

/** Collects the lines of one move in order. Lives for one move; only its lines and counts leave it. */
export interface Log {
  readonly lines: HostLine[];
  readonly series: Series;
  readonly clock: number;
  printed: HostState['printed'];
}

/** Nanoseconds and lines of the kernel's rate limit: ten lines of one kind in five seconds. */
const WINDOW = 5e9;
const BURST = 10;

export const newLog = (
  series: Series,
  clock: number,
  { printed }: Pick<HostState, 'printed'>,
): Log => ({
  lines: [],
  series,
  clock,
  printed,
});

/** The log of a host's own move. */
export const logOf = ({
  behaviour,
  host,
  sees,
}: {
  readonly behaviour: { readonly series: Series };
  readonly host: HostState;
  readonly sees: HostSees;
}): Log => newLog(behaviour.series, sees.clock, host);

/** Whether a line of this kind still appears, and the count with it. */
function counted(log: Log, kind: string, once: boolean): boolean {
  const before = log.printed[kind];
  const over = before !== undefined && !once && log.clock - before.since >= WINDOW;
  const count: Printed =
    before === undefined || over
      ? { since: log.clock, times: 1 }
      : { since: before.since, times: before.times + 1 };
  log.printed = { ...log.printed, [kind]: count };
  return count.times <= (once ? 1 : BURST);
}

const tables: Readonly<Record<Series['id'], Partial<Readonly<Record<LineId, Line>>>>> = {
  'linux-v9': v9,
  'linux-v11': v11,
  'linux-v11-next': v11Next,
};

type V11 = typeof v11;
type V9 = typeof v9;

/** Every line of any series. */
export type LineId = keyof V11 | keyof V9;

/** What a line is filled with in whatever series prints it. */
export type LineFields<K extends LineId> = (K extends keyof V11 ? FieldsOf<V11[K]> : unknown) &
  (K extends keyof V9 ? FieldsOf<V9[K]> : unknown);

/** Prints a line of the series' table; one that the series does not have is not printed. */
export function say<K extends LineId>(log: Log, id: K, fields: LineFields<K>): void {
  const line = tables[log.series.id][id];
  if (line === undefined) return;
  if (line.limit !== undefined && !counted(log, id, line.limit === 'once')) return;
  log.lines.push({
    kind: 'kernel',
    level: line.level,
    // Few of many lines are ever read.
    get text() {
      return fill(line, fields as Fields);
    },
  });
}

/** A dax region is spoken of by its driver, or by its bus while it has none. */
export const speaks = ({ id, driver }: Pick<HostRegion, 'id' | 'driver'>) =>
  ({ region: id, driver: driver === 'bound' ? 'cxl_dax_region' : 'cxl' }) as const;
