import type { Finding, Reading } from './finding';
import type { Reader } from './reader';
import { uuidIn } from './sizes';

const trace = /\bcxl_dynamic_capacity:\s/;

/** Reads lines of the tracepoint of a record, whatever series or tool printed them: keys are found by their names. */
export const readTrace: Reader = (lines, at) => {
  const text = (lines[at]?.text ?? '').slice(0, 2000);
  if (!trace.test(text)) return undefined;
  const keys = new Map(
    [...text.matchAll(/\b([a-z_]+)=('[^']*'|\S+)/g)].map(([, key = '', value = '']) => [
      key,
      value.replaceAll("'", ''),
    ]),
  );
  const value = (...names: readonly string[]): string => firstOf(keys, names);
  const [start, length] = [
    hexIn(value('starting_dpa', 'dpa')),
    hexIn(value('length', 'len_bytes')),
  ];
  const type = value('event_type', 'type');
  if (start === undefined || length === undefined || type === '') return unread;
  const tag = uuidIn(value('tag'));
  const finding: Finding = {
    what: 'record',
    verb: /^(?:add|0$)/i.test(type) ? 'add' : 'release',
    extent: { start, length, ...(tag === undefined ? {} : { tag }) },
    time: Number(value('time')) || 0,
  };
  return { kind: 'trace', lines: 1, findings: [finding] };
};

const unread: Reading = {
  kind: 'unread',
  lines: 1,
  findings: [],
  remarks: [
    {
      kind: 'unread',
      text: 'A trace line without event_type, starting_dpa or length.',
      fix: 'Paste the whole line.',
    },
  ],
};

const firstOf = (keys: ReadonlyMap<string, string>, names: readonly string[]): string =>
  names.map((name) => keys.get(name)).find((each) => each !== undefined) ?? '';

/** Hexadecimal digits, with or without 0x. */
function hexIn(text: string): number | undefined {
  const digits = /^(?:0x)?([0-9a-f]{1,13})$/i.exec(text)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}
