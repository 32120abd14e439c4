import { inputPaths } from '../bytes/bytes-view';
import { commandName } from '../words/command-name';
import { accessOf } from '../words/access';
import { faultWords } from '../words/fault-words';
import { profileOf } from '../../device/device-state';
import { codeTitle, hexCode } from '../../layouts/return-code';
import { counted, hex } from '../../units';
import type { Reply } from '../../simulation/reply';
import type { RuleFacts, Refused } from '../../rules/rule';
import { firstHappening, happeningsOf } from '../scene/gather';
import type { Scene } from '../scene/scene';
import { ruleEntity, stepEntity } from '../words/names';
import type { Card, EntityId } from '../page';
import { ruleBook, specSection } from '../rules/rule-book';
import { definedOnly } from '../scene/present';
import { brokenText } from '../words/operands';

/** The card of a step that was refused, could not be done, or would have killed QEMU. */
export function cardOf(scene: Scene): Card | undefined {
  const reply = scene.frame?.reply;
  switch (reply?.kind) {
    case undefined:
    case 'none':
      return undefined;
    case 'memory':
      return accessCard(scene);
    case 'cannot':
      return bare(scene, 'This cannot be done here', reply.what, reply.why, reply.fix);
    case 'notModelled':
      return bare(
        scene,
        'Not modelled',
        `${profileOf(scene.before.device).maker} has ${commandName(reply)}. DCDscope does not model what it answers here, so there is no answer to show.`,
        'The device keeps its state.',
        'Leave the command out, or send it to the real thing.',
      );
    case 'mailbox':
    case 'qmp':
    case 'crash':
      return reply.refused === undefined
        ? unexplained(scene, reply)
        : refused(scene, reply, reply.refused);
  }
}

/** An access that failed: the guest is told nothing, so the card tells. */
function accessCard(scene: Scene): Card | undefined {
  const access = accessOf(scene);
  if (access?.fault === undefined) return undefined;
  const { dpa, asked, lost, fault } = access;
  const where = hex(dpa);
  return {
    title: 'The access went nowhere',
    what: `${hex(fault.dpa)}: ${faultWords[fault.fault]}.`,
    where: [{ text: `Step ${scene.step}`, entity: stepEntity(scene.step) }],
    why: 'A read gives zeros and a write is dropped. QEMU reports a bus error that x86 guests do not see.',
    evidence: [
      lost === asked
        ? `${counted(asked, 'byte')} at ${where}`
        : `${lost} of ${counted(asked, 'byte')} at ${where}`,
    ],
    fix: 'Touch memory that the host has accepted and decodes.',
  };
}

const bare = (scene: Scene, title: string, what: string, why: string, fix: string): Card => ({
  title,
  what,
  where: [{ text: `Step ${scene.step}`, entity: stepEntity(scene.step) }],
  why,
  evidence: [],
  fix,
});

function unexplained(scene: Scene, reply: Reply): Card | undefined {
  return reply.kind === 'crash'
    ? bare(
        scene,
        'QEMU would crash here',
        reply.why,
        'QEMU does not check for this.',
        'Step back and do something else.',
      )
    : undefined;
}

function refused(scene: Scene, reply: Reply, { rule, at, because, fix }: Refused): Card {
  const facts = ruleBook.get(rule);
  const checked = happeningsOf(scene.happenings, 'ruleChecked').find(
    (item) => item.verdict === 'refused',
  );
  const evidence =
    checked === undefined || facts === undefined ? [] : [brokenText(facts, checked.operands)];
  return {
    title: titleOf(reply),
    what: reply.kind === 'crash' ? reply.why : because,
    where: [
      { text: `Step ${scene.step}`, entity: stepEntity(scene.step) },
      ...(at === ''
        ? []
        : [{ text: whereText(scene, at), ...definedOnly({ entity: placeOf(scene, rule, at) }) }]),
    ],
    why: whyText(facts),
    ...definedOnly({ section: specSection(facts) }),
    evidence: evidence.filter((text) => text !== ''),
    fix: fix ?? facts?.fix ?? '',
  };
}

function titleOf(reply: Reply): string {
  if (reply.kind === 'mailbox') return `Refused: ${codeTitle(reply.code)} (${hexCode(reply.code)})`;
  if (reply.kind === 'qmp') return `Refused: ${reply.error?.desc ?? ''}`;
  return 'QEMU would crash here';
}

const whyText = (facts: RuleFacts | undefined): string =>
  facts === undefined
    ? ''
    : `The rule that decides: ${facts.says.charAt(0).toLowerCase()}${facts.says.slice(1)}.`;

const commandOf = ({ happenings }: Scene): number | undefined =>
  firstHappening(happenings, 'commandReceived')?.opcode;

function whereText(scene: Scene, at: string): string {
  const opcode = commandOf(scene);
  return opcode === undefined ? `argument ${at}` : `${hexCode(opcode, 4)}, ${at}`;
}

/** The field of the command that a rule looked at; the rule itself where there is no such field, as in QMP. */
function placeOf(scene: Scene, rule: string, at: string): EntityId | undefined {
  if (inputPaths(scene).has(at)) return `field:in:${at}`;
  return ruleBook.has(rule) ? ruleEntity(rule) : undefined;
}
