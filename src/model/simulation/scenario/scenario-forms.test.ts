import { expect, test } from 'vitest';
import { fm } from '../../testing/fm';
import { add, mailbox, next, scenarioWith } from '../../testing/run';
import { MiB } from '../../units';
import type { Action } from '../action';
import { readScenario } from './read-scenario';
import { writeScenario } from './write-scenario';

/** The line of an action in a file. */
const lineOf = (action: Action): string =>
  /"actions":\[\n(.*)\]/.exec(writeScenario(scenarioWith({}, [action])))?.[1] ?? 'none';

const actionsIn = (line: string): readonly Action[] => {
  const text = writeScenario(scenarioWith({}, [next])).replace('{"host":"next"}', line);
  const read = readScenario(text);
  if (!read.ok) throw new Error(read.problem.what);
  return read.scenario.actions;
};

const bytes = (...all: number[]) => Uint8Array.from(all);

test.each<[Action, string]>([
  [next, '{"host":"next"}'],
  [{ kind: 'host', deed: 'read' }, '{"host":"read"}'],
  [{ kind: 'host', deed: 'clear' }, '{"host":"clear"}'],
  [{ kind: 'host', deed: 'list' }, '{"host":"list"}'],
  [{ kind: 'host', deed: 'respond', accept: [1, 12] }, '{"host":"respond","accept":["e1","e12"]}'],
  [{ kind: 'host', deed: 'release', extents: [] }, '{"host":"release","extents":[]}'],
  [{ kind: 'host', deed: 'restart' }, '{"host":"restart"}'],
  [{ kind: 'host', deed: 'offline', dax: 'dax0.1' }, '{"host":"offline","dax":"dax0.1"}'],
  [mailbox(0x4000), '{"mailbox":"4000"}'],
  [mailbox(0x0100, '04'), '{"mailbox":"0100","in":"04"}'],
  [mailbox(0x4801, '0aff'), '{"mailbox":"4801","in":"0aff"}'],
  [fm(0x5600), '{"fm":"5600"}'],
  [fm(0x0004, '0a'), '{"fm":"0004","in":"0a"}'],
  [fm(0x0001, '', 'switch'), '{"switch":"0001"}'],
  [fm(0x5300, '0001', 'switch'), '{"switch":"5300","in":"0001"}'],
  [{ kind: 'twin', twin: 'manual' }, '{"twin":"manual"}'],
  [{ kind: 'clock', ns: 5 }, '{"clock":5}'],
  [{ kind: 'reset' }, '{"reset":true}'],
  [{ kind: 'hdm', commit: true }, '{"hdm":true}'],
  [{ kind: 'hdm', commit: false }, '{"hdm":false}'],
  [{ kind: 'read', space: 'dpa', at: 64, length: 8 }, '{"read":64,"bytes":8}'],
  [{ kind: 'read', space: 'hpa', at: 64, length: 8 }, '{"read":64,"space":"hpa","bytes":8}'],
  [{ kind: 'write', space: 'dpa', at: 64, data: bytes(1, 255) }, '{"write":64,"data":"01ff"}'],
  [
    { kind: 'write', space: 'hpa', at: 64, data: bytes(1) },
    '{"write":64,"space":"hpa","data":"01"}',
  ],
  [add([[0, 2 * MiB]], { region: 1 }), '{"add":1,"extents":[[0,2097152]]}'],
  [{ kind: 'qmp', execute: 'query-status', arguments: {} }, '{"qmp":"query-status"}'],
])('%o is the line %s', (action, line) => {
  expect(lineOf(action)).toBe(line);
  expect(actionsIn(line)).toEqual([action]);
});

test.each([
  ['{"host":"next","times":3}', 3],
  ['{"host":"next","times":1}', 1],
])('%s is as many moves', (line, times) => {
  expect(actionsIn(line)).toEqual(Array(times).fill(next));
});

test.each([
  [{ seed: 7 } as const, '"seed":7'],
  [{ hdmForPassthrough: true } as const, '"hdmForPassthrough":true'],
])('a host with %o is written and read back with it', (more, written) => {
  const { host, ...scenario } = scenarioWith({});
  const text = writeScenario({ ...scenario, host: { ...host, ...more } });
  expect(text).toContain(written);
  const read = readScenario(text);
  expect(read.ok && read.scenario.host).toStrictEqual({ ...host, ...more });
});
