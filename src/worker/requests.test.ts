import { expect, test } from 'vitest';
import { readScenario } from '../model/simulation/scenario/read-scenario';
import type { DeviceForm } from './messages';
import { Simulator } from './simulator';
import { answered } from './testing';

const mock: DeviceForm = {
  profile: 'cxl-test',
  twin: 'linux-v11',
  id: 'cxl-dcd0',
  staticMiB: 2048,
  persistentMiB: 0,
  dcMiB: 512,
  regions: 1,
  decoderMiB: 512,
  kind: 'empty',
};

const chain = `echo '0x88000000:0x4000000:11111111-1111-1111-1111-111111111111:1' > dc_inject_extent
0x80000000:0x4000000:11111111-1111-1111-1111-111111111111:0`;

async function opened(device = mock): Promise<Simulator> {
  const simulator = new Simulator();
  const { problem } = await simulator.open({ kind: 'device', device });
  expect(problem).toBeUndefined();
  return simulator;
}

const actionsOf = async (simulator: Simulator): Promise<readonly unknown[]> => {
  const read = readScenario(await answered(simulator, 'scenario'));
  return read.ok ? [...read.scenario.actions, ...read.scenario.queue] : [];
};

test('lines that are pasted now are written one after the other', async () => {
  const simulator = await opened();
  const { update, problem } = await simulator.submitQmp(chain, 'now');
  expect(problem).toBeUndefined();
  expect(update.slices.run).toMatchObject({ step: 2, queued: 0, qmp: 'none' });
  expect(await actionsOf(simulator)).toMatchObject([
    { kind: 'inject', file: 'dc_inject_extent' },
    { kind: 'inject', file: 'dc_inject_extent' },
  ]);
});

test('lines that wait are written when the host is idle, and the host then takes the chain', async () => {
  const simulator = await opened();
  await simulator.submitQmp(chain, 'queue');
  for (let i = 0; i < 40; i += 1) await simulator.advance();
  const { slices } = (await simulator.everything()).update;
  expect(slices.run?.queued).toBe(0);
  expect(slices.device?.pending).toEqual([]);
  expect(slices.ledger?.rows.map(({ stateText }) => stateText)).toEqual(['accepted', 'accepted']);
});

test('the first of several lines is written at once, and the others wait', async () => {
  const simulator = await opened();
  const { update } = await simulator.submitQmp(chain, 'first');
  expect(update.slices.run).toMatchObject({ step: 1, steps: 1, queued: 1 });
  const waiting = (await simulator.everything()).update.slices.steps?.at(-1);
  expect(waiting).toMatchObject({ status: 'queued', effect: 'queued until the host is idle' });
});

test('the request that is next says how it is sent', async () => {
  const simulator = await opened();
  const { update } = await simulator.submitQmp(chain, 'queue');
  expect(update.slices.steps?.map(({ effect }) => effect)).toEqual([
    'queued: press ▸ to send it',
    'queued until the host is idle',
  ]);
});

test('a line can be written as an act; a file that is none is told', async () => {
  const simulator = await opened();
  const act = { kind: 'inject', file: 'dc_del_extent', line: '0x0:0x0:' } as const;
  const { update } = await simulator.act(act);
  expect(update.slices.device?.log.slots).toHaveLength(1);
  const { problem } = await simulator.act({ ...act, file: 'dc_inject' });
  expect(problem?.title).toContain('dc_inject');
});

test('what is no line is told by its place, and QMP is not taken for one', async () => {
  const simulator = await opened();
  const bad = await simulator.submitQmp('\n0x8:64M::0', 'now');
  expect(bad.problem?.where).toEqual([{ text: 'Line 2, column 5' }]);
  const none = await simulator.submitQmp('# nothing', 'now');
  expect(none.problem?.title).toBe('There is no line in this text');
  const qmp = await simulator.submitQmp('{ "execute": "qmp_capabilities" }', 'now');
  expect(qmp.problem?.where).toEqual([{ text: 'Line 1, column 1' }]);
});

test('the mock is the one device there is, and no other device can be played on it', async () => {
  const simulator = await opened({
    ...mock,
    profile: 'qemu-11.1',
    dcMiB: 1024,
    kind: 'usual',
  });
  const { problem } = await simulator.act({ kind: 'chooseProfile', profile: 'cxl-test' });
  expect(problem).toMatchObject({
    title: 'These rules have no such device',
    where: [{ text: 'Dynamic capacity, MiB' }],
  });
});
