import type { HostState } from '../../host/host-state';
import { levels } from '../../host/kernel-lines/line';
import { twins } from '../../host/twins';
import { leftOut, leftOutCommands } from './left-out';
import { masked } from './masks';
import type { Played } from './play';
import type { Mismatch } from './mismatch';
import { repliesDiffer } from './replies';
import type { Told } from './session';
import { sysfsOf } from './sysfs';
import { commandText } from './timeless';
import {
  type RecordedCommand,
  type RecordedSeries,
  type RecordedStep,
  type RecordedSysfs,
} from './recording';

/** One entry of a log as it is compared: a line, or a command with its bytes. */
interface Entry {
  readonly text: string;
  /** The lines of this step before it, for who reads the difference. */
  readonly command: boolean;
}

const NONE = 'nothing';

/** The first way in which a step differs; nothing when it does not. */
export function compared(
  recorded: RecordedStep,
  played: Played,
  series: RecordedSeries,
): Mismatch | undefined {
  return (
    repliesDiffer(recorded, played) ??
    firstOther(logOf(recorded, series), toldOf(recorded, played, series), 'line or command') ??
    tracesDiffer(recorded, played) ??
    sysfsDiffers(recorded.state, played.state.host, series)
  );
}

function firstOther(
  recorded: readonly Entry[],
  model: readonly Entry[],
  what: string,
): Mismatch | undefined {
  const length = Math.max(recorded.length, model.length);
  for (let i = 0; i < length; i += 1) {
    const [left, right] = [recorded[i]?.text ?? NONE, model[i]?.text ?? NONE];
    if (left !== right) return { what: `${what} ${i + 1}`, recorded: left, model: right };
  }
  return undefined;
}

const entryOf = (told: Told): Entry =>
  'command' in told
    ? { text: commandText(told.command), command: true }
    : { text: `${levels[told.level]} ${masked(told.text)}`, command: false };

const toldOf = (
  recorded: RecordedStep,
  { told }: Played,
  series: RecordedSeries,
): readonly Entry[] =>
  told
    .filter((one) => 'command' in one || !isLeftOut(one.text, isBoot(recorded), series))
    .map(entryOf);

const isBoot = ({ do: what }: RecordedStep): boolean => 'boot' in what || 'reset' in what;

/** The log of a step without what is not compared. */
function logOf(recorded: RecordedStep, series: RecordedSeries): readonly Entry[] {
  if ('boot' in recorded.do) return [];
  const entries: Entry[] = [];
  for (const item of recorded.log) {
    if ('text' in item) {
      const { level, text } = item;
      if (!isLeftOut(text, isBoot(recorded), series))
        entries.push({ text: `${level} ${masked(text)}`, command: false });
      continue;
    }
    const command = recorded.mailbox[item.command];
    if (command === undefined) continue;
    if (isLeftOutCommand(command)) {
      // The line that says that it is sent is the last one before it.
      entries.pop();
    } else {
      entries.push({ text: commandText(command), command: true });
    }
  }
  return entries;
}

const isLeftOut = (text: string, booting: boolean, series: RecordedSeries): boolean =>
  leftOut.some(
    (rule) =>
      rule.pattern.test(text) &&
      (rule.booting ?? booting) === booting &&
      (rule.series === undefined || `linux-${rule.series}` === series),
  );

const isLeftOutCommand = (command: RecordedCommand): boolean =>
  leftOutCommands.some(
    ({ opcode, in: input }) => opcode === command.opcode && (input?.test(command.in) ?? true),
  );

const tracesDiffer = ({ trace }: RecordedStep, { traces }: Played): Mismatch | undefined => {
  const entries = (texts: readonly string[]): readonly Entry[] =>
    texts.map((text) => ({ text: masked(text), command: false }));
  return firstOther(entries(trace), entries(traces), 'trace line');
};

const kinds = ['dax_regions', 'extents', 'dax', 'mappings', 'memory'] as const;

function sysfsDiffers(
  recorded: RecordedSysfs | null,
  host: HostState,
  series: RecordedSeries,
): Mismatch | undefined {
  if (recorded === null) return undefined;
  const model = sysfsOf(host, twins[series].series.claims === 'byTag');
  for (const kind of kinds) {
    const mismatch = firstOther(itemsOf(recorded[kind]), itemsOf(model[kind]), `sysfs, ${kind}`);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

/** Items of one kind by name, each as a text. Members that are looked at are those of the schema. */
const itemsOf = (items: readonly { readonly name: string }[]): readonly Entry[] =>
  items
    .map((item) => JSON.stringify(Object.fromEntries(Object.entries(item).toSorted())))
    .toSorted()
    .map((text) => ({ text, command: false }));
