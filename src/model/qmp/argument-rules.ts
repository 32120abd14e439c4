import { note, type Trail } from '../happening';
import type { RuleFacts } from '../rules/rule';
import type { ArgumentProblem } from '../qmp-schema/visitor';

/** What QEMU's own reader of commands asks before a handler runs. */
export const argumentsRule: RuleFacts = {
  id: 'qmp.arguments',
  says: 'The command is known and its arguments fit the schema',
  section: 'QEMU',
  broken: { kind: 'desc', desc: 'a text that names the argument' },
  shows: '{0}',
  fix: 'Give every required argument with the type that QEMU’s schema asks for, and no other.',
};

/** What a handler that injects something asks first. */
export const targetRule: RuleFacts = {
  id: 'qmp.injection',
  says: 'What is injected fits: a path of a CXL type 3 device, poison in units of 64 bytes, no maintenance required by an informational event',
  section: 'QEMU',
  broken: { kind: 'desc', desc: 'a text that says which' },
  shows: '{0}',
  fix: 'Use the device’s path, /machine/peripheral/ and its id; whole units of 64 bytes; another log for an event that requires maintenance.',
};

/** Notes that a rule about the arguments held, or what broke it. */
export function noteRule(
  rule: RuleFacts,
  problem: Pick<ArgumentProblem, 'at' | 'desc'> | undefined,
  trail: Trail,
): void {
  note(trail, 'device', {
    what: 'ruleChecked',
    rule: rule.id,
    verdict: problem === undefined ? 'held' : 'refused',
    operands: [[problem === undefined ? 'fits' : problem.at]],
    ...(problem === undefined ? {} : { at: problem.at, because: problem.desc }),
  });
}
