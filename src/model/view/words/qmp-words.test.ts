import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../../device/profiles/profile';
import type { JsonValue } from '../../json';
import { sceneAfter } from '../../testing/scene';
import { outcomeView } from '../outcome/outcome-view';
import { fmView } from '../device/fm-view';

const inject = 'cxl-inject-general-media-event';
const event = {
  path: 'cxl-dcd0',
  log: 'fatal',
  flags: 0,
  dpa: 0,
  descriptor: 0,
  type: 0,
  'transaction-type': 0,
};

const after = (profile: ProfileId, execute: string, args: JsonValue = {}) =>
  sceneAfter({ profile }, [{ kind: 'qmp', execute, arguments: args }]);

describe('a QMP command that is about no capacity', () => {
  const table: readonly (readonly [string, JsonValue, string, string])[] = [
    [inject, event, 'The fabric manager injects a media record.', '{}'],
    [inject, {}, `QEMU refuses ${inject}.`, "Parameter 'path' is missing"],
    ['device_add', {}, 'QEMU refuses device_add.', "Parameter 'driver' is missing"],
    ['release', {}, 'QEMU does not know the command.', 'The command release has not been found'],
    [
      'query-name',
      {},
      'QEMU has the command query-name; DCDscope does not model its answer.',
      'not modelled',
    ],
  ];

  test.each(table)('%s %o is told as what it is, by its own name', (execute, args, ...told) => {
    const scene = after('qemu-10.0', execute, args);
    const [sentence, reply] = told;
    expect(outcomeView(scene).sentence).toBe(sentence);
    expect(fmView(scene).requests).toMatchObject([{ verb: execute, chips: [], reply }]);
  });
});

test('what lies behind a short component id on QEMU 11 is said to be unknown', () => {
  const noteOn = (profile: ProfileId, id: string): string | undefined => {
    const more = profile === 'qemu-11.1' ? { 'sub-type': 0 } : {};
    return outcomeView(after(profile, inject, { ...event, ...more, 'component-id': id })).note;
  };
  expect(noteOn('qemu-11.1', 'fourteen bytes')).toContain('happens to lie');
  expect(noteOn('qemu-11.1', 'fifteen bytes..')).toBeUndefined();
  expect(noteOn('qemu-10.0', 'short')).toBeUndefined();
});
