import { toHex } from '../codec/codec';
import { hexCode } from '../layouts/return-code';
import { requestAction } from '../simulation/fm-request';
import { recordsIn, requestsBehind } from './from-commands';
import { act, check, type Play } from './play';
import type { Placed } from './placed';

/**
 * A command that somebody sent by hand. Where its response shows records that the device has not, the fabric manager
 * must have asked before: that is inferred.
 */
export function takeCommand(
  play: Play,
  finding: Extract<Placed, { readonly what: 'command' }>,
): void {
  const { opcode, payload, from, to } = finding;
  const output = play.outputs.get(finding);
  const records = output === undefined ? [] : recordsIn(opcode, payload, output);
  for (const request of requestsBehind(records, play.state))
    act(play, requestAction(request), undefined, 'inferred');
  act(play, { kind: 'mailbox', opcode, payload }, { from, to });
  play.command = play.steps.length - 1;
}

/** The reply to each command that has one. */
export function outputsOf(findings: readonly Placed[]): Play['outputs'] {
  const outputs = new Map<Placed, Uint8Array>();
  let command: Placed | undefined;
  for (const finding of findings) {
    if (finding.what === 'command') command = finding;
    if (finding.what === 'response' && command !== undefined) outputs.set(command, finding.output);
    if (finding.what === 'response') command = undefined;
  }
  return outputs;
}

/** What the device answered to the last command: its code and its bytes are checks. */
export function takeResponse(
  play: Play,
  { code, output, from, to }: Extract<Placed, { readonly what: 'response' }>,
): void {
  const expects = { reply: hexCode(code), output: toHex(output) };
  if (play.command !== undefined) check(play, play.command, { from, to, expects });
  play.command = undefined;
}
