import { ldAfter } from '../scene/scene';
import type { LogName } from '../../happening';
import { endOfStep, latestBefore, type Entry, type Kind } from './causes';
import { latestOf } from './chain';
import type { WhyContext, Subject } from './subject';
import { logText } from './words';

interface Source {
  readonly says: string;
  /** The latest of these made it read as it does; it never changes where none are named. */
  readonly by: readonly Kind[];
}

/** What each register follows, by its offset in BAR2. */
const sources: ReadonlyMap<number, Source> = new Map<number, Source>([
  [0x00, { says: 'The capabilities array', by: [] }],
  [
    0x80,
    {
      says: 'Event Status, which has a bit for each log that holds records,',
      by: ['recordLogged', 'recordsCleared', 'deviceReset', 'backgroundEnded'],
    },
  ],
  [0x88, { says: 'Mailbox Capabilities', by: [] }],
  [0x8c, { says: 'Mailbox Control', by: [] }],
  [
    0x90,
    {
      says: 'Command, which keeps the last opcode and how much came back,',
      by: ['commandReplied'],
    },
  ],
  [0x98, { says: 'Mailbox Status, which keeps the last return code,', by: ['commandReplied'] }],
  [
    0xa0,
    {
      says: 'Background Command Status',
      by: ['backgroundStarted', 'backgroundEnded', 'clockMoved', 'deviceReset'],
    },
  ],
  [0x8a8, { says: 'Memory Device Status', by: ['backgroundStarted', 'backgroundEnded'] }],
]);

/** Why a register reads as it does. */
export function registerSubject(
  { scene, causes }: WhyContext,
  offset: number,
): Subject | undefined {
  const source = sources.get(offset);
  if (source === undefined) return undefined;
  if (source.by.length === 0) return { sentence: `${source.says} always reads the same.` };
  const from = latestOf(causes, source.by, endOfStep(scene.step));
  return from === undefined
    ? { sentence: `${source.says} reads as it did when the device was started.` }
    : { sentence: `${source.says} reads as it does since step ${from.step}.`, from };
}

/** Why records of a log were lost: `dynamicCapacity`. */
export function logSubject({ scene, causes }: WhyContext, name: string): Subject | undefined {
  if (name !== 'dynamicCapacity') return undefined;
  const log: LogName = name;
  const { overflow } = ldAfter(scene).eventLogs[log];
  const lost: Entry | undefined = latestBefore(
    causes.byKind.get('recordDropped'),
    endOfStep(scene.step),
    (item) => item.what === 'recordDropped' && item.log === log,
  );
  if (lost === undefined) return { sentence: `No record of ${logText(log)} has been lost.` };
  const count =
    overflow.count === 0
      ? 'Records were'
      : overflow.count === 1
        ? '1 record is'
        : `${overflow.count} records are`;
  const extent =
    'extent' in lost.happening && lost.happening.extent !== 0
      ? { thread: { extent: lost.happening.extent } }
      : {};
  return {
    sentence: `${count} lost: ${logText(log)} was full when the device had another, the last time at step ${lost.step}.`,
    from: lost,
    ...extent,
  };
}
