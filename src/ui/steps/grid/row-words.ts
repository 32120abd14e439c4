import type { LaneSpan, StepRow } from '../../../model/view/page';

const actors = { fm: 'Fabric manager', device: 'Device', host: 'Host' } as const;

/** What the device's lane says of a step. */
export function effectOf({ status, actor, says, effect, cannot, off }: StepRow): string {
  if (cannot !== undefined) return `does not apply: ${cannot}`;
  if (off) return 'left out';
  if (status === 'queued') return effect;
  if (actor !== 'device') return effect;
  return effect === '' ? says : `${says} · ${effect}`;
}

/** A row as one sentence after the other: the name it is read by, and its tooltip. */
export function nameOf(row: StepRow, spans: readonly LaneSpan[] = []): string {
  const parts = [...whatWasDone(row), ...spans.map(({ text }) => text), ...whatIsMarked(row)];
  const sentences = parts.filter((part) => part !== '').map((part) => part.replace(/\.$/, ''));
  return `${sentences.join('. ')}.`;
}

const said = (prefix: string, text: string | undefined): string =>
  text === undefined ? '' : `${prefix}${text}`;

function whatWasDone(row: StepRow): readonly string[] {
  const { answer, interrupts, off } = row;
  return [
    row.status === 'queued' ? 'Waits to be sent' : `Step ${row.step}${off ? ', off' : ''}`,
    `${actors[row.actor]} ${row.says}${said(', ', row.opcode)}`,
    said('answer ', answer && `${answer.code} ${answer.text}`),
    row.cannot === undefined && !off ? row.effect : '',
    interrupts.length === 0 ? '' : `interrupt, MSI-X vector ${interrupts.join(' and ')}`,
  ];
}

const whatIsMarked = ({ bookmarked, checked, note, cannot }: StepRow): readonly string[] => [
  bookmarked ? 'bookmarked' : '',
  checked ? 'checked' : '',
  said('note: ', note),
  said('does not apply: ', cannot),
];
