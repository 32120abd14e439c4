import {
  exported,
  fromHex,
  lastState,
  MiB,
  printJson,
  profiles,
  readQmpSession,
  type Frame,
  type ProfileId,
  type Reply,
  type Scenario,
  step,
  timelineOf,
  toHex,
} from '../../model/index';
import {
  numberAt,
  objectAt,
  textAt,
  type Fields,
  type TraceStep,
} from '../../model/conformance/trace';
import type { VirtualMachine } from './virtual-machine';
import type { Qemu } from './qemu-find';
import { createRecorder } from './recorder';

/** Where a QEMU answered otherwise than the run that was exported. */
export interface Departure {
  readonly step: number;
  readonly what: string;
  readonly model: string;
  readonly qemu: string;
}

/** What came of one run: it was played, with or without a difference; or it cannot be, and why. */
export type RoundTrip =
  | { readonly kind: 'played'; readonly answers: number; readonly departure?: Departure }
  | { readonly kind: 'leftOut'; readonly why: string };

/** One input to QEMU, as the exported texts say it, and what the run says of the answer. */
interface Exchange {
  readonly step: number;
  readonly input: TraceStep;
  readonly expected: string;
}

/** What is read at the end: the configuration, the extents, and the records that nobody has cleared. */
const atTheEnd = [
  { opcode: 0x4800, payload: '0800' },
  { opcode: 0x4801, payload: '0002000000000000' },
  { opcode: 0x0100, payload: '04' },
];

const opcodeText = (opcode: number): string => opcode.toString(16).padStart(4, '0');

/** An answer as one text, the model's and QEMU's alike; nothing where the run does not say it. */
function replyText(reply: Reply): string | undefined {
  if (reply.kind === 'mailbox') return `${opcodeText(reply.code)} ${toHex(reply.output)}`;
  if (reply.kind === 'qmp') return reply.error === undefined ? 'return' : reply.error.desc;
  return undefined;
}

function answerText({ op, fields }: TraceStep): string {
  if ('crash' in fields) return `crash: ${printJson(fields['crash'] ?? null)}`;
  if (op === 'mailbox')
    return `${opcodeText(numberAt(fields, 'ret'))} ${textAt(fields, 'out_hex')}`;
  const result = objectAt(fields, 'result');
  return 'error' in result ? textAt(objectAt(result, 'error'), 'desc') : 'return';
}

/** Why a frame cannot be played by what is exported. */
function obstacle({ action, reply, off }: Frame): string | undefined {
  if (off) return undefined;
  if (reply.kind === 'crash') return 'QEMU crashes in it';
  if (reply.kind === 'notModelled') return 'it asks what is not modelled';
  if (action.kind === 'read' || action.kind === 'write') return 'guest memory is not exported';
  if (action.kind === 'hdm') return 'the decoder is not exported';
  if (action.kind === 'fmApi') return 'FM API commands are not exported';
  return undefined;
}

/** The requests and commands of the exported texts, in the order of the run's steps. */
function exchangesOf(frames: readonly Frame[], texts: { qmp: string; hex: string }): Exchange[] {
  const session = readQmpSession(texts.qmp);
  const requests = session.ok ? [...session.commands] : [];
  const commands = texts.hex.split('\n').filter((line) => line !== '');
  const nextRequest = (): Fields => {
    const request = requests.shift();
    return { name: request?.execute ?? '', args: request?.arguments ?? {} };
  };
  const nextCommand = (): Fields => {
    const [opcode = '', payload = ''] = (commands.shift() ?? '').split(': ');
    return { opcode, in_hex: payload };
  };
  const nextInput = ({ action, sent }: Frame): TraceStep | undefined => {
    if (action.kind === 'qmp') return { op: 'qmp', fields: nextRequest() };
    if (action.kind === 'reset') return { op: 'reset', fields: {} };
    return sent && { op: 'mailbox', fields: nextCommand() };
  };
  const played = frames.map((frame, index) => ({ frame, index })).filter(({ frame }) => !frame.off);
  return played.flatMap(({ frame, index }): Exchange[] => {
    const input = nextInput(frame);
    const expected = input?.op === 'reset' ? 'return' : replyText(frame.reply);
    if (input === undefined || expected === undefined) return [];
    return [{ step: index + 1, input, expected }];
  });
}

/** What the run's device answers to what is read at the end. */
function endOf(state: ReturnType<typeof lastState>, steps: number): Exchange[] {
  let now = state;
  return atTheEnd.map(({ opcode, payload }) => {
    const done = step(now, { kind: 'mailbox', opcode, payload: fromHex(payload) });
    now = done.state;
    const fields: Fields = { opcode: opcodeText(opcode), in_hex: payload };
    return {
      step: steps,
      input: { op: 'mailbox', fields },
      expected: replyText(done.reply) ?? '',
    };
  });
}

/** Arguments of an exported command line, one option a line. */
const argumentsIn = (text: string): readonly string[] =>
  text
    .replaceAll('\\\n', '\n')
    .split('\n')
    .flatMap((line) =>
      line
        .trim()
        .split(/ (.*)/s)
        .filter((part) => part !== ''),
    );

/** Exports a run, plays the texts on a QEMU that is started by the exported command line, and compares each answer. */
export async function roundTrip(
  qemu: Qemu,
  scenario: Scenario,
  profile: ProfileId,
): Promise<RoundTrip> {
  if (profiles[scenario.profile].requests !== 'qmp') return leftOut('its device is not of QEMU');
  if (profiles[scenario.profile].qmpDialect !== 'bytes')
    return leftOut('no QEMU of today takes its requests');
  const timeline = timelineOf({ ...scenario, profile });
  const { frames, start } = timeline;
  const why = frames.map(obstacle).find((found) => found !== undefined);
  if (why !== undefined) return leftOut(why);
  const { device } = start;
  if (device.regionCount === 0) return leftOut('its device has no region');
  const subject = { timeline, step: frames.length };
  const text = (id: 'qmp' | 'hex' | 'commandLine'): string => exported(subject, id).text;
  const machine: VirtualMachine = {
    staticMiB: device.staticVolatile / MiB,
    dcMiB: device.dynamicCapacity / MiB,
    regionCount: device.regionCount,
    topology: device.direct === true ? 'direct' : 'switch',
    exported: argumentsIn(text('commandLine')),
  };
  const exchanges = [
    ...exchangesOf(frames, { qmp: text('qmp'), hex: text('hex') }),
    ...endOf(lastState(timeline), frames.length),
  ];
  return played(qemu, machine, exchanges);
}

const leftOut = (why: string): RoundTrip => ({ kind: 'leftOut', why });

async function played(
  qemu: Qemu,
  machine: VirtualMachine,
  exchanges: readonly Exchange[],
): Promise<RoundTrip> {
  const recorder = await createRecorder(qemu, machine);
  let answers = 0;
  try {
    for (const { step: at, input, expected } of exchanges) {
      const answer = answerText(await recorder.play(input));
      if (input.op !== 'reset' && answer !== expected) {
        const what = `${input.op} ${printJson(input.fields)}`;
        return {
          kind: 'played',
          answers,
          departure: { step: at, what, model: expected, qemu: answer },
        };
      }
      answers += 1;
    }
  } finally {
    await recorder.close();
  }
  return { kind: 'played', answers };
}
