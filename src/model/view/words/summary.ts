import { invariant } from '../../assert';
import { accessOf, lossText } from './access';
import { faultWords } from './fault-words';
import { commandWords } from './command-words';
import { commandName } from './command-name';
import { qmpWords } from './qmp-words';
import { injectWords } from './inject-words';
import { tagNote } from './tag-note';
import { actorWords, plainSentence, timeText, type StepInput, type StepSentence } from './words';
import { chainNote } from './chain-note';
import { ldOf, profileOf } from '../../device/device-state';
import { countOf } from '../../device/extent-list';
import { codeTitle, hexCode } from '../../layouts/return-code';
import type { Action, HostDeed } from '../../simulation/action';
import { deedFacts, isMachineDeed, type MachineDeedName } from '../../simulation/deeds';
import type { SimulationState } from '../../simulation/state';
import { step as stepped } from '../../simulation/steps/step';
import { hex, iec } from '../../units';
import { firstHappening } from '../scene/gather';
import { counted, extentEntity } from './names';
import type { Actor, EntityId, Tone } from '../page';
import { toneOf } from './tone';
import { twins } from '../../host/twins';

/** One step in words: who did it, what it says, what the device then holds. */
export interface Summary extends StepSentence {
  readonly actor: Actor;
  readonly tone: Tone;
  readonly code?: string;
  readonly opcode?: string;
  readonly entities: readonly EntityId[];
}

/** A step that is switched off, by what it would have been. */
function offSummary({ before, action }: StepInput): Summary {
  const { actor, says, opcode } = summaryOf({ ...stepped(before, action), before, action });
  return {
    actor,
    says,
    sentence: 'This step is switched off.',
    effect: 'switched off',
    tone: 'note',
    ...(opcode === undefined ? {} : { opcode }),
    entities: [],
  };
}

/** Describes a step from what occurred in it. */
export function summaryOf(step: StepInput): Summary {
  if (step.off === true) return offSummary(step);
  const { action, reply } = step;
  const opcode = firstHappening(step.happenings, 'commandReceived')?.opcode;
  const code = codeOf(step);
  const note = tagNote(step) ?? chainNote(step);
  return {
    actor: actorOf(action),
    ...(note === undefined ? {} : { note }),
    ...(reply.kind === 'cannot' || reply.kind === 'crash' || reply.kind === 'notModelled'
      ? failed(step)
      : wordsOf(step, opcode)),
    tone: toneOf(step.reply),
    ...(code === undefined ? {} : { code }),
    ...(opcode === undefined ? {} : { opcode: hexCode(opcode, 4) }),
    entities: touched(step),
  };
}

function actorOf({ kind }: Action): Actor {
  if (kind === 'qmp' || kind === 'fmApi' || kind === 'inject') return 'fm';
  return kind === 'clock' || kind === 'reset' ? 'device' : 'host';
}

function codeOf({ reply }: StepInput): string | undefined {
  if (reply.kind === 'mailbox') return `${hexCode(reply.code)} ${codeTitle(reply.code)}`;
  if (reply.kind === 'qmp') return reply.error?.desc;
  return undefined;
}

function failed({ before, reply, action }: StepInput): StepSentence {
  if (reply.kind === 'crash') {
    return { sentence: 'QEMU would crash here.', says: saysOf(action), effect: 'QEMU dies' };
  }
  if (reply.kind === 'cannot')
    return { sentence: reply.what, says: saysOf(action), effect: reply.why };
  const name = reply.kind === 'notModelled' ? commandName(reply) : saysOf(action);
  return {
    sentence: `${profileOf(before.device).maker} has ${name}; DCDscope does not model its answer.`,
    says: saysOf(action),
    effect: 'not modelled',
  };
}

/** What a host does by hand, when nothing more can be said of it. */
const byHand: Readonly<Record<Exclude<HostDeed['deed'], MachineDeedName>, string>> = {
  next: 'goes on',
  read: 'reads',
  respond: 'responds',
  clear: 'clears',
  release: 'releases',
  list: 'lists',
};

const deedSays = (deed: HostDeed['deed']): string =>
  isMachineDeed(deed) ? deedFacts(deed).says : byHand[deed];

const saysOf = (action: Action): string => {
  switch (action.kind) {
    case 'qmp':
      return `sends ${action.execute}`;
    case 'inject':
      return `writes to ${action.file}`;
    case 'mailbox':
    case 'fmApi':
      return `sends ${hexCode(action.opcode, 4)}`;
    case 'host':
      return deedSays(action.deed);
    default:
      return action.kind;
  }
};

function wordsOf(step: StepInput, opcode: number | undefined): StepSentence {
  const { action } = step;
  switch (action.kind) {
    case 'qmp':
      return qmpWords(step, action);
    case 'inject':
      return injectWords(step, action);
    case 'twin':
      return plainSentence(
        `The host is now ${twins[action.twin].label}.`,
        `becomes ${twins[action.twin].label}`,
        twins[action.twin].about,
      );
    case 'clock':
      return plainSentence(`${timeText(action.ns)} go by.`, `${timeText(action.ns)} go by`, '');
    case 'reset':
      return plainSentence(
        'The device is reset; capacity and records stay.',
        'is reset',
        'event status reads 0',
      );
    case 'read':
    case 'write':
      return accessWords(step, action);
    case 'hdm':
      return action.commit
        ? actorWords('host', 'commits its decoder', 'memory can be reached')
        : actorWords('host', 'uncommits its decoder', 'no address reaches the memory');
    case 'mailbox':
    case 'fmApi':
    case 'host':
      return opcode === undefined ? hostOnlyWords(step) : commandWords(step, opcode);
  }
}

function accessWords(
  { action, happenings }: StepInput,
  { space }: Extract<Action, { readonly kind: 'read' | 'write' }>,
): StepSentence {
  const access = accessOf({ frame: { action, happenings } });
  invariant(access !== undefined, 'a read or a write is an access');
  const { kind, at, asked, fault } = access;
  const what = `${kind}s ${counted(asked, 'byte')} at ${space === 'hpa' ? 'HPA ' : ''}${hex(at)}`;
  const loss = lossText(access);
  if (fault === undefined || loss === undefined)
    return plainSentence(
      `The guest ${what}.`,
      `guest ${what}`,
      kind === 'read' ? 'data returned' : 'data kept',
    );
  return plainSentence(`The guest ${what} and ${loss}.`, `guest ${what}`, faultWords[fault.fault]);
}

function hostOnlyWords({ happenings }: StepInput): StepSentence {
  const title = firstHappening(happenings, 'hostMoved')?.title ?? 'waits';
  return plainSentence(`The host ${title}.`, title, 'no command is sent');
}

function touched({ happenings }: StepInput): readonly EntityId[] {
  const ids = new Set<EntityId>();
  for (const happening of happenings) {
    if ('extent' in happening && happening.extent !== 0) ids.add(extentEntity(happening.extent));
    if (happening.what === 'groupOffered')
      for (const id of happening.extents) ids.add(extentEntity(id));
    if (ids.size > 64) break;
  }
  return [...ids];
}

/** What a run starts from, in words. */
export function startWords(state: SimulationState): string {
  const { staticVolatile, staticPersistent, dynamicCapacity, regionCount } = state.device.config;
  const dc =
    regionCount === 0
      ? 'no dynamic capacity'
      : `${iec(dynamicCapacity)} of dynamic capacity in ${counted(regionCount, 'region')}`;
  const accepted = countOf(ldOf(state.device).accepted);
  const before = accepted === 0 ? '' : `; ${counted(accepted, 'extent')} accepted beforehand`;
  return `A new device: ${iec(staticVolatile + staticPersistent)} static, ${dc}${before}.`;
}
