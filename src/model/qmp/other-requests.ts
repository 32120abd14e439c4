import { invariant } from '../assert';
import { profileOf, type DeviceState } from '../device/device-state';
import type { Trail } from '../happening';
import { isJsonObject } from '../json';
import { notAnObject } from '../qmp-schema/plain-members';
import { refusedBecause, type QmpRequest, type QmpResult } from './answer';
import { argumentsRule, noteRule } from './argument-rules';
import { INJECT_GENERAL_MEDIA, injectGeneralMedia } from './inject';
import { lookedAt, negotiationProblem } from './other-commands';
import { addOther } from './other-table';

// Whatever sends any request of QMP, or reads a run that may hold one, imports this. The page's first load does without.
addOther(other);

/** A command that neither adds nor releases capacity: most of them are known by name only. */
function other(device: DeviceState, clock: number, request: QmpRequest, trail: Trail): QmpResult {
  const { execute, arguments: args } = request;
  if (execute === 'qmp_capabilities') {
    const problem = negotiationProblem(args);
    return problem === undefined
      ? { device, reply: { kind: 'qmp' } }
      : refusedBecause(device, problem, trail);
  }
  const { qmpCommands } = profileOf(device);
  invariant(qmpCommands !== 'none', 'a device without QMP is asked nothing over it');
  if (!isJsonObject(args)) return refusedBecause(device, notAnObject, trail);
  const answer = lookedAt({ release: qmpCommands, execute, args, deviceId: device.config.id });
  if (answer.kind === 'refused') {
    const { problem, rule } = answer;
    if (rule !== argumentsRule) noteRule(argumentsRule, undefined, trail);
    return refusedBecause(device, problem, trail, { class: answer.class, rule });
  }
  const { values } = answer;
  if (execute !== INJECT_GENERAL_MEDIA || values === undefined) {
    return { device, reply: { kind: 'notModelled', execute } };
  }
  noteRule(argumentsRule, undefined, trail);
  return { device: injectGeneralMedia(device, clock, values, trail), reply: { kind: 'qmp' } };
}
