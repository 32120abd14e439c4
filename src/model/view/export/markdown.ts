import { profiles } from '../../device/profiles/profile';
import { twins } from '../../host/twins';
import { inOrder } from '../../device/extent-list';
import { ldOf } from '../../device/device-state';
import { stateAt } from '../../simulation/run/timeline';
import { hex, iec } from '../../units';
import { summaryOf } from '../words/summary';
import { extentNames } from '../words/names';
import { textMap } from './text-map';
import type { ExportSubject } from './subject';

/** Columns of a mail on a mailing list. */
const columns = 76;

/** Steps that are told; of a longer run the last ones. */
const mostSteps = 40;

/** A run for a mail or an issue: the steps, a map of letters, what refused, the extents and the link. */
export function markdownExport(subject: ExportSubject): string {
  const { timeline, step, address } = subject;
  const state = stateAt(timeline, step);
  const { profile } = timeline.start;
  const first = Math.max(1, step - mostSteps + 1);
  const steps = Array.from({ length: Math.max(0, step - first + 1) }, (_, i) =>
    stepText(subject, first + i),
  );
  const note = timeline.frames[step - 1]?.note;
  return [
    ...wrapped(`**${timeline.title}**, step ${step} of ${timeline.frames.length}`),
    ...wrapped(`${profiles[profile].label}, host ${twins[state.host.twin].label}`),
    '',
    ...(note === undefined ? [] : [...wrapped(note, '> '), '']),
    ...(first > 1 ? [`(steps 1 to ${first - 1} are left out)`] : []),
    ...steps.flat(),
    '',
    ...textMap(state).map((line) => `    ${line}`),
    '',
    ...extentRows(subject),
    ...(address === undefined ? [] : [address]),
    '',
  ].join('\n');
}

/** A step with its number; a refusal with what refused. */
function stepText({ timeline }: ExportSubject, step: number): readonly string[] {
  const frame = timeline.frames[step - 1];
  if (frame === undefined) return [];
  const { sentence, code, tone } = summaryOf({ ...frame, before: stateAt(timeline, step - 1) });
  const refused = tone === 'refused' || tone === 'crash' ? ` **${code ?? 'refused'}**` : '';
  const number = `${step}. `;
  const [head = '', ...rest] = wrapped(`${sentence}${refused}`, ' '.repeat(number.length));
  return [number + head.trimStart(), ...rest];
}

/** Words in lines that a mail can hold, each with what stands before them. */
export function wrapped(text: string, before = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const next = line === '' ? word : `${line} ${word}`;
    if (before.length + next.length > columns && line !== '') {
      lines.push(before + line);
      line = word;
    } else line = next;
  }
  return [...lines, before + line];
}

function extentRows({ timeline, step }: ExportSubject): readonly string[] {
  const { accepted, pending } = ldOf(stateAt(timeline, step).device);
  const rows = [
    ...inOrder(accepted).map((extent) => ({ ...extent, state: 'accepted' })),
    ...pending.flatMap(({ extents }) => extents.map((extent) => ({ ...extent, state: 'offered' }))),
  ];
  if (rows.length === 0) return [];
  const cell = (text: string, width: number): string => text.padEnd(width);
  return [
    '| extent | start           | length     | state    |',
    '|--------|-----------------|------------|----------|',
    ...rows.map(
      ({ id, start, length, state }) =>
        `| ${cell(extentNames([id]), 6)} | ${cell(hex(start), 15)} | ${cell(iec(length), 10)} | ${cell(state, 8)} |`,
    ),
    '',
  ];
}
