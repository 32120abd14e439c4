import { note, type Trail } from '../happening';
import type { RuleFacts } from '../rules/rule';
import type { ArgumentProblem } from './visitor';

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
  id: 'qmp.target',
  says: 'The path of an injection names a CXL type 3 device, and poison is a multiple of 64 bytes',
  section: 'QEMU',
  broken: { kind: 'desc', desc: 'a text that names the path or the address' },
  shows: '{0}',
  fix: 'Use the device’s path, /machine/peripheral/ and its id, and whole units of 64 bytes.',
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
