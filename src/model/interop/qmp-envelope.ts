import { isJsonObject, type JsonValue } from '../json';
import { dictOrder } from '../qmp-schema/member-order';

/** A message as QEMU's dispatcher takes it. */
export type Envelope =
  | { readonly ok: true; readonly execute: string; readonly arguments: JsonValue }
  /** QEMU's words, and the member they are about. */
  | { readonly ok: false; readonly desc: string; readonly member: string };

const refused = (member: string, desc: string): Envelope => ({ ok: false, desc, member });

/** Looks at the members of a message in QEMU's order: the first that is wrong is told. */
export function readEnvelope(message: JsonValue): Envelope {
  if (!isJsonObject(message)) return refused('', 'QMP input must be a JSON object');
  for (const name of dictOrder(Object.keys(message))) {
    const desc = complaintAbout(name, message[name]);
    if (desc !== undefined) return refused(name, `QMP input member '${name}' ${desc}`);
  }
  const { execute } = message;
  if (typeof execute !== 'string') return refused('', "QMP input lacks member 'execute'");
  return { ok: true, execute, arguments: message['arguments'] ?? {} };
}

function complaintAbout(name: string, value: JsonValue | undefined): string | undefined {
  switch (name) {
    case 'execute':
      return typeof value === 'string' ? undefined : 'must be a string';
    case 'arguments':
      return isJsonObject(value) ? undefined : 'must be an object';
    case 'id':
      return undefined;
    default:
      return 'is unexpected';
  }
}
