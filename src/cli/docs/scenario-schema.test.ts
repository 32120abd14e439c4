import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import { expect, test } from 'vitest';
import { examples } from '../../worker/examples';
import { writeScenario } from '../../model/simulation/scenario/write-scenario';
import { scenarioSchema } from './scenario-schema';

const ajv = new Ajv2020({ allErrors: false, allowUnionTypes: true });
const isScenario = ajv.compile(JSON.parse(scenarioSchema()) as object);

const folder = new URL('../../model/suites/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .filter((text) => text.includes('"actions"'));

test('every scenario of the suites and every example is one by the schema', () => {
  expect(files.length).toBeGreaterThan(80);
  const texts = [
    ...files,
    ...[...examples.values()].map(({ scenario }) => writeScenario(scenario)),
  ];
  for (const text of texts) {
    const held = isScenario(JSON.parse(text));
    expect(held ? '' : `${text.slice(0, 80)} ${ajv.errorsText(isScenario.errors)}`).toBe('');
  }
});

const device = { profile: 'qemu-11.1', id: 'd', staticMiB: 0, dcMiB: 512, regions: 1 };
const file = {
  v: 1,
  title: 't',
  device,
  host: { twin: 'linux-v11', decoder: [0, 1] },
  actions: [{ host: 'next' }],
  queue: [],
};

test.each<[string, object, boolean]>([
  ['as it is', {}, true],
  ['of another version', { v: 2 }, false],
  ['with a member that is unknown', { note: 'x' }, false],
  ['with nine regions', { device: { ...device, regions: 9 } }, false],
  ['with a profile that is unknown', { device: { ...device, profile: 'qemu-9' } }, false],
  ['with an action that is unknown', { actions: [{ hosts: 'next' }] }, false],
  ['with a deed that is unknown', { actions: [{ host: 'sing' }] }, false],
  ['with a check', { actions: [{ host: 'next' }, { expect: { pending: 0 } }] }, true],
  ['with a check of nothing known', { actions: [{ expect: { waits: 0 } }] }, false],
])('a file %s', (_, change, holds) => {
  expect(isScenario({ ...file, ...change })).toBe(holds);
});
