import type { DeviceState } from '../device/device-state';
import type { Trail } from '../happening';
import type { JsonValue } from '../json';
import type { ArgumentProblem } from '../qmp-schema/visitor';
import type { Refused, RuleFacts } from '../rules/rule';
import { argumentsRule, noteRule } from './argument-rules';

export interface QmpError {
  readonly class: string;
  readonly desc: string;
}

/** What the fabric manager's side is told: by QEMU over QMP, or by a write to a file of the mock; and which rule or member is behind an error. */
export type QmpReply =
  | { readonly kind: 'qmp'; readonly error?: QmpError; readonly refused?: Refused }
  /** QEMU has the command; what it answers is not known here. */
  | { readonly kind: 'notModelled'; readonly execute: string }
  | { readonly kind: 'crash'; readonly why: string; readonly refused?: Refused };

export interface QmpRequest {
  readonly execute: string;
  readonly arguments: JsonValue;
}

/** A device that was asked over QMP, and what it said. */
export interface QmpResult {
  readonly device: DeviceState;
  readonly reply: QmpReply;
}

const generic = { class: 'GenericError', rule: argumentsRule };

/** An answer that leaves the device as it was. */
export function refusedBecause(
  device: DeviceState,
  problem: ArgumentProblem,
  trail: Trail,
  { class: kind, rule }: { readonly class: string; readonly rule: RuleFacts } = generic,
): QmpResult {
  const { desc, at } = problem;
  noteRule(rule, problem, trail);
  const refused = { rule: rule.id, at, because: desc };
  return { device, reply: { kind: 'qmp', error: { class: kind, desc }, refused } };
}
