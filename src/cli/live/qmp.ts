import { type JsonValue, printJson, readJsonSequence } from '../../model/index';
import { objectAt, textAt, type Fields } from '../../model/conformance/trace';
import type { Lines } from './lines';

/** A client of QEMU's machine protocol: one command at a time. */
export interface Qmp {
  /** The reply: `{"return": …}` or `{"error": {"class", "desc"}}`. */
  readonly execute: (name: string, args?: JsonValue) => Promise<Fields>;
  /** Executes a command and waits for the event that tells that it is done. */
  readonly until: (event: string, name: string) => Promise<Fields>;
}

/** A QMP client over a connection; takes the greeting and leaves the negotiation. */
export async function createQmp(lines: Lines): Promise<Qmp> {
  const read = async (): Promise<Fields> => fieldsOf(await lines.next());
  const reply = async (): Promise<Fields> => {
    for (;;) {
      const message = await read();
      if (!('event' in message)) return withoutId(message);
    }
  };
  const execute = (name: string, args?: JsonValue): Promise<Fields> => {
    const command = { execute: name, ...(args === undefined ? {} : { arguments: args }) };
    lines.send(`${printJson(command)}\n`);
    return reply();
  };
  await read();
  await execute('qmp_capabilities');
  return {
    execute,
    until: async (event, name) => {
      lines.send(`${printJson({ execute: name })}\n`);
      // The event may come before the reply.
      let result: Fields | undefined;
      let seen = false;
      while (result === undefined || !seen) {
        const message = await read();
        if (textAt(message, 'event') === event) seen = true;
        if (!('event' in message)) result = withoutId(message);
        if (result !== undefined && 'error' in result) return result;
      }
      return result;
    },
  };
}

const withoutId = (message: Fields): Fields =>
  'error' in message ? { error: objectAt(message, 'error') } : message;

function fieldsOf(line: string): Fields {
  const parsed = readJsonSequence(line);
  if (!parsed.ok) throw new Error(`QMP: not JSON: ${line}`);
  return objectAt({ message: parsed.values[0]?.value ?? {} }, 'message');
}
