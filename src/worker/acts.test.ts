import { describe, expect, test } from 'vitest';
import { HOST_MOVE, type Action } from '../model/simulation/action';
import { MiB } from '../model/units';
import { actionOf, isProfile, isTwin, scenarioOfForm } from './acts';
import type { DeviceForm, UserAct } from './messages';

type HostAct = Exclude<UserAct, { kind: 'chooseProfile' | 'hostMachine' }>;
const bytes = (...all: number[]) => Uint8Array.from(all);

describe('what a person does', () => {
  test.each<[HostAct, Action]>([
    [{ kind: 'hostNext' }, HOST_MOVE],
    [{ kind: 'hostRead' }, { kind: 'host', deed: 'read' }],
    [{ kind: 'hostClear' }, { kind: 'host', deed: 'clear' }],
    [{ kind: 'hostList' }, { kind: 'host', deed: 'list' }],
    [
      { kind: 'hostRespond', accept: ['extent:3', 'group:1', 'extent:12'] },
      { kind: 'host', deed: 'respond', accept: [3, 12] },
    ],
    [
      { kind: 'hostRelease', extents: ['xextent:4', 'extent:5'] },
      { kind: 'host', deed: 'release', extents: [5] },
    ],
    [
      { kind: 'inject', file: 'dc_del_extent', line: '0x0:0x0:' },
      { kind: 'inject', file: 'dc_del_extent', line: '0x0:0x0:' },
    ],
    [
      { kind: 'command', to: 'primary', opcode: 0x4801, payload: '00fF' },
      { kind: 'mailbox', opcode: 0x4801, payload: bytes(0, 255) },
    ],
    [
      { kind: 'command', to: 'fmLd', opcode: 0x5600, payload: '' },
      { kind: 'fmApi', to: 'ld', opcode: 0x5600, payload: bytes() },
    ],
    [
      { kind: 'command', to: 'switch', opcode: 1, payload: '01' },
      { kind: 'fmApi', to: 'switch', opcode: 1, payload: bytes(1) },
    ],
    [
      { kind: 'guestRead', at: 64, length: 8 },
      { kind: 'read', space: 'dpa', at: 64, length: 8 },
    ],
    [
      { kind: 'guestRead', at: 64, length: 8, space: 'hpa' },
      { kind: 'read', space: 'hpa', at: 64, length: 8 },
    ],
    [
      { kind: 'guestWrite', at: 64, data: 'ab' },
      { kind: 'write', space: 'dpa', at: 64, data: bytes(0xab) },
    ],
    [
      { kind: 'guestWrite', at: 64, data: 'abcd', space: 'hpa' },
      { kind: 'write', space: 'hpa', at: 64, data: bytes(0xab, 0xcd) },
    ],
    [
      { kind: 'commitDecoder', commit: true },
      { kind: 'hdm', commit: true },
    ],
    [
      { kind: 'commitDecoder', commit: false },
      { kind: 'hdm', commit: false },
    ],
    [{ kind: 'reset' }, { kind: 'reset' }],
    [
      { kind: 'clock', ns: 1.9 },
      { kind: 'clock', ns: 1 },
    ],
    [
      { kind: 'clock', ns: -5 },
      { kind: 'clock', ns: 0 },
    ],
    [
      { kind: 'chooseTwin', twin: 'manual' },
      { kind: 'twin', twin: 'manual' },
    ],
  ])('%o stands in the log as an action', (act, action) => {
    expect(actionOf(act)).toEqual(action);
  });

  test.each<[HostAct, string]>([
    [{ kind: 'inject', file: 'x', line: '' }, 'There is no file of a mock device “x”'],
    [{ kind: 'chooseTwin', twin: 'x' }, 'There is no host “x”'],
    [{ kind: 'guestWrite', at: 0, data: 'a' }, 'These bytes could not be read'],
    [{ kind: 'guestWrite', at: 0, data: '0g' }, 'These bytes could not be read'],
    [
      { kind: 'command', to: 'primary', opcode: 1, payload: '00 00' },
      'These bytes could not be read',
    ],
  ])('%o gets a card', (act, title) => {
    expect(actionOf(act)).toMatchObject({ problem: { title } });
  });
});

describe('the form of a new device', () => {
  const form: DeviceForm = {
    profile: 'qemu-11.1',
    twin: 'linux-v11',
    id: 'cxl-dcd0',
    staticMiB: 512,
    persistentMiB: 0,
    dcMiB: 1024,
    regions: 2,
    decoderMiB: 256,
    kind: 'usual',
  };

  test('makes an empty run, with the decoder behind the static memory', () => {
    expect(scenarioOfForm(form)).toEqual({
      step: 0,
      scenario: {
        title: 'New device',
        profile: 'qemu-11.1',
        device: {
          id: 'cxl-dcd0',
          staticVolatile: 512 * MiB,
          staticPersistent: 0,
          dynamicCapacity: 1024 * MiB,
          regionCount: 2,
        },
        host: { twin: 'linux-v11', decoder: { start: 512 * MiB, length: 256 * MiB } },
        actions: [],
        queue: [],
      },
    });
  });

  test('names the device, and puts persistent memory between the volatile and the regions', () => {
    const made = scenarioOfForm({ ...form, id: 'mem7', persistentMiB: 256, serial: 0 });
    expect(made).toMatchObject({
      scenario: {
        device: { id: 'mem7', staticPersistent: 256 * MiB, serial: 0 },
        host: { decoder: { start: 768 * MiB, length: 256 * MiB } },
      },
    });
  });

  test.each([
    ['sharable', true, undefined],
    ['empty', undefined, true],
  ] as const)('of a device that is %s says so', (kind, sharable, startsEmpty) => {
    const made = scenarioOfForm({ ...form, kind });
    const device = 'scenario' in made ? made.scenario.device : undefined;
    expect([device?.sharable, device?.startsEmpty]).toEqual([sharable, startsEmpty]);
  });

  test.each([
    [{ profile: 'toString' }, 'There is no profile “toString”'],
    [{ twin: 'manua' }, 'There is no host “manua”'],
  ])('with %o gets a card', (change, title) => {
    expect(scenarioOfForm({ ...form, ...change })).toMatchObject({ problem: { title } });
  });
});

test('names of profiles and hosts are those there are', () => {
  expect(['qemu-v3', 'cxl-test', 'qemu', ''].map(isProfile)).toEqual([true, true, false, false]);
  expect(['manual', 'linux-v9', 'linux', ''].map(isTwin)).toEqual([true, true, false, false]);
});
