import { blocksOf, ldOf, regionAt } from '../../device/device-state';
import { commands } from '../../mailbox/command-table';
import { hexCode } from '../../layouts/return-code';
import type { LogName } from '../../happening';
import type { SimulationState } from '../../simulation/state';
import { requestWords } from './fm-words';
import { happeningsOf, firstHappening, sum } from '../scene/gather';
import { extentIn } from '../scene/extent-at';
import { counted, extentNames } from './names';
import { sharesOf, sharesText, withdrawnText, type Share } from './shares';
import { isInBackground, isRefusal, toneOf } from './tone';
import { actorWords, plainSentence, type StepInput, type StepSentence } from './words';

/** What came of a command that was done, where the page says more than that it was answered. */
const done: ReadonlyMap<number, (step: StepInput) => StepSentence> = new Map([
  [0x0100, readWords],
  [0x0101, clearWords],
  [0x4801, listWords],
  [0x4802, responseWords],
  [0x4803, releaseWords],
  [0x5604, (step) => requestWords('add', step)],
  [0x5605, (step) => requestWords('release', step)],
]);

/** A mailbox command and its answer in words. */
export function commandWords(step: StepInput, opcode: number): StepSentence {
  const { reply } = step;
  if (reply.kind === 'mailbox' && isInBackground(reply.code)) return startedWords(opcode);
  if (!isRefusal(toneOf(reply))) return (done.get(opcode) ?? answeredWords(opcode))(step);
  const name = nameOf(opcode);
  const [device, host] = commands.get(opcode)?.refusedWords ?? [`refuses ${name}`, `sends ${name}`];
  return plainSentence(`The device ${device}.`, host, 'refused · nothing changes');
}

const nameOf = (opcode: number): string =>
  commands.get(opcode)?.name ?? `command ${hexCode(opcode, 4)}`;

const startedWords = (opcode: number): StepSentence =>
  plainSentence(
    `The device starts ${nameOf(opcode)} in the background.`,
    nameOf(opcode),
    'goes on in the background',
  );

function answeredWords(opcode: number): (step: StepInput) => StepSentence {
  const name = nameOf(opcode);
  return ({ reply }) =>
    plainSentence(
      `The device answers ${name}.`,
      name,
      `${counted(reply.kind === 'mailbox' ? reply.output.length : 0, 'byte')} out`,
    );
}

const names = (items: readonly { readonly extent: number }[]): string =>
  extentNames(items.map(({ extent }) => extent));

const logName = (log: LogName | undefined): string =>
  log === undefined || log === 'dynamicCapacity' ? 'event log' : `${log} event log`;

function readWords({ happenings }: StepInput): StepSentence {
  const read = firstHappening(happenings, 'recordsRead');
  const count = read?.serials.length ?? 0;
  if (count === 0) {
    const says = `finds the ${logName(read?.log)} empty`;
    return actorWords('host', says, 'no record to deal with');
  }
  const says = `reads ${counted(count, 'event record')}`;
  return plainSentence(`The host ${says}.`, says, 'records stay until they are cleared');
}

/** A host that works asks by itself; by hand it is a command like others. */
function listWords(step: StepInput): StepSentence {
  const title = firstHappening(step.happenings, 'hostMoved')?.title;
  return title === undefined
    ? answeredWords(0x4801)(step)
    : actorWords('host', title, 'the device tells what is accepted');
}

function clearWords({ happenings, state }: StepInput): StepSentence {
  const gone = firstHappening(happenings, 'recordsCleared');
  const left = ldOf(state.device).eventLogs[gone?.log ?? 'dynamicCapacity'].records.length;
  const says = `clears ${counted(gone?.serials.length ?? 0, 'event record')}`;
  return actorWords('host', says, left === 0 ? 'the log is empty' : `the log holds ${left}`);
}

function responseWords({ before, happenings }: StepInput): StepSentence {
  const accepted = happeningsOf(happenings, 'extentAccepted');
  const withdrawn = happeningsOf(happenings, 'extentWithdrawn');
  if (accepted.length + withdrawn.length === 0)
    return actorWords('host', 'sends a response that changes nothing', 'nothing changes');
  const effects = [
    ...(accepted.length > 0 ? [`+${names(accepted)} accepted`] : []),
    ...(withdrawn.length > 0 ? [`${withdrawnText(withdrawn)} withdrawn`] : []),
  ];
  const taken = accepted.map(({ from, start, length }) => ({ extent: from, start, length }));
  const says =
    accepted.length === 0
      ? `refuses ${names(withdrawn)}`
      : answerText(sharesOf(before.device, taken), withdrawn);
  return actorWords('host', says, effects.join(' · '));
}

/** An answer that takes something of an offer. */
function answerText(
  shares: readonly Share[],
  withdrawn: readonly { readonly extent: number }[],
): string {
  const offered = new Set([...shares, ...withdrawn].map(({ extent }) => extent)).size;
  const isWhole = shares.every(({ bytes, of }) => bytes === of);
  return isWhole && offered > shares.length
    ? `accepts ${shares.length} of ${counted(offered, 'offered extent')}`
    : `accepts ${sharesText(shares)}`;
}

function releaseWords({ happenings, before, state }: StepInput): StepSentence {
  const released = happeningsOf(happenings, 'extentReleased');
  const pieces = happeningsOf(happenings, 'extentSplit')
    .flatMap(({ into }) => into)
    .filter((id) => extentIn(state.device, id) !== undefined);
  if (released.length === 0)
    return plainSentence('The host releases nothing.', 'releases nothing', 'nothing changes');
  const effect =
    pieces.length > 0
      ? `${extentNames(pieces)} ${pieces.length === 1 ? 'stays' : 'stay'}`
      : `${bitsText(before, released)} cleared`;
  const shares = sharesOf(before.device, released);
  return actorWords('host', `gives back ${sharesText(shares)}`, effect);
}

function bitsText(
  { device }: SimulationState,
  released: readonly { readonly start: number; readonly length: number }[],
): string {
  const bits = released.map((range) => {
    const region = regionAt(ldOf(device), range.start);
    return region === undefined ? 0 : blocksOf(region, range).count;
  });
  return counted(sum(bits), 'bit');
}
