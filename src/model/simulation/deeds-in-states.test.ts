import { expect, test } from 'vitest';
import type { TwinId } from '../host/twin-id';
import { initiateAddOf } from '../testing/fm';
import { bare, claim, create, mib } from '../testing/machine';
import { add, askBack, next, R0, run, scenarioWith } from '../testing/run';
import { deed, settled, shown } from '../testing/settle';
import { MiB } from '../units';
import { happeningsOf } from '../view/scene/gather';
import type { Action } from './action';
import { machineDeedNames } from './deed-members';
import type { MachineDeed } from './deeds';
import { startState, type SimulationState } from './state';

/*
 * What each deed of a user comes to in each state of the host machine: its words, what the host then does and
 * prints, and what there is afterwards. `npx vitest run src/model/simulation/deeds-in-states.test.ts -u` writes the
 * files anew.
 */

const TAG = '11111111-1111-1111-1111-111111111111';
const HALF = 256 * MiB;

/** A machine whose bridge has decoders enough for a region over each half of what the device offers. */
function roomy(twin: TwinId): SimulationState {
  const scenario = scenarioWith({ twin, decoder: [0, 0] });
  return startState({ ...scenario, host: { ...scenario.host, hdmForPassthrough: true } });
}

const onward = (state: SimulationState, ...actions: readonly Action[]): SimulationState =>
  actions.reduce((at, action) => settled(at, action).state, state);

const halves = (twin: TwinId): SimulationState =>
  onward(roomy(twin), deed(create(R0, HALF)), deed(create(R0 + HALF, HALF)));

const lone = (twin: TwinId, ...more: readonly Action[]): SimulationState =>
  onward(bare({ twin }), deed(create(R0, 2 * HALF)), ...more);

const two = add([mib(0, 64), mib(128, 64)]);
/** QMP requests of QEMU have no tag, those of the FM API do. */
const tagged = initiateAddOf(
  [
    [R0, 64 * MiB],
    [R0 + 128 * MiB, 64 * MiB],
  ],
  { tag: TAG.replaceAll('-', '') },
);

/** Series before tags are claimed by size, the others by tag; `0` is one extent without a tag. */
const claimed = (twin: TwinId, size: number): Action =>
  deed(twin === 'linux-v9' ? claim('', size) : claim('0'));

const kmem: Action = deed({ deed: 'loadModule', module: 'kmem' });
const ram: MachineDeed = { deed: 'systemRam', dax: 'dax0.1', blockSize: 128 * MiB };

const states: Readonly<Record<string, (twin: TwinId) => SimulationState>> = {
  'without a region': (twin) => bare({ twin }),
  'with an empty region': (twin) => lone(twin),
  'with two extents': (twin) => lone(twin, two),
  'with a device over two extents': (twin) =>
    twin === 'linux-v9'
      ? lone(twin, two, deed(claim('', 128 * MiB)))
      : lone(twin, tagged, deed(claim(TAG))),
  'with two devices': (twin) =>
    lone(
      twin,
      two,
      claimed(twin, 64 * MiB),
      deed({ deed: 'createDax', region: 0 }),
      claimed(twin, 64 * MiB),
    ),
  'with an empty device': (twin) => lone(twin, two, deed({ deed: 'createDax', region: 0 })),
  'with kmem loaded': (twin) => lone(twin, add([mib(0, 256)]), claimed(twin, 256 * MiB), kmem),
  'with system RAM': (twin) =>
    lone(twin, add([mib(0, 256)]), claimed(twin, 256 * MiB), kmem, deed(ram)),
  'with system RAM online': (twin) =>
    lone(
      twin,
      add([mib(0, 256)]),
      claimed(twin, 256 * MiB),
      kmem,
      deed(ram),
      deed({ deed: 'memory', dax: 'dax0.1', online: true }),
    ),
  'without the dax driver': (twin) => lone(twin, two, deed({ deed: 'unloadDriver' })),
  'without device_dax': (twin) =>
    lone(twin, two, deed({ deed: 'unloadModule', module: 'device_dax' })),
  'with an unbound device': (twin) => lone(twin, two, deed({ deed: 'unbindDevice' })),
  'while its region closes': (twin) =>
    run(lone(twin, two), deed({ deed: 'destroyRegion', region: 0 })).state,
  'while its region is scanned': (twin) =>
    run(bare({ twin }), two, deed(create(R0, 2 * HALF))).state,
  'with two regions': (twin) =>
    onward(
      halves(twin),
      two,
      add([mib(256, 64)]),
      claimed(twin, 64 * MiB),
      deed({ ...claim(twin === 'linux-v9' ? '' : '0', 64 * MiB), region: 1 } as MachineDeed),
    ),
  'with two regions, one of them scanned': (twin) =>
    run(onward(roomy(twin), deed(create(R0, HALF)), two), deed(create(R0 + HALF, HALF))).state,
  'with an offer that waits': (twin) => run(lone(twin, two), add([mib(256, 64)])).state,
  'with a release that waits': (twin) => run(lone(twin, two), askBack([mib(0, 64)]), next).state,
};

const deeds: readonly MachineDeed[] = [
  create(R0, HALF) as MachineDeed,
  create(R0 + HALF, HALF) as MachineDeed,
  create(R0 + MiB, HALF) as MachineDeed,
  { deed: 'destroyRegion', region: 0 },
  { deed: 'destroyRegion', region: 7 },
  claim('0') as MachineDeed,
  claim('') as MachineDeed,
  claim('', 96 * MiB) as MachineDeed,
  claim(TAG) as MachineDeed,
  { deed: 'claim', region: 1, of: '', size: 64 * MiB },
  { deed: 'resize', dax: 'dax0.1', size: 0 },
  { deed: 'resize', dax: 'dax0.1', size: 32 * MiB },
  { deed: 'resize', dax: 'dax0.1', size: 3 * MiB },
  { deed: 'resize', dax: 'dax0.1', size: 192 * MiB },
  { deed: 'resize', dax: 'dax9.9', size: 0 },
  { deed: 'destroyDax', dax: 'dax0.0' },
  { deed: 'destroyDax', dax: 'dax0.1' },
  { deed: 'destroyDax', dax: 'dax9.9' },
  { deed: 'online', dax: 'dax0.1', blockSize: 128 * MiB },
  { deed: 'offline', dax: 'dax0.1' },
  { deed: 'createDax', region: 0 },
  { deed: 'createDax', region: 7 },
  { deed: 'setUuid', dax: 'dax0.0', of: '0' },
  { deed: 'setUuid', dax: 'dax0.0', of: TAG },
  { deed: 'setUuid', dax: 'dax9.9', of: '0' },
  { deed: 'bindDax', dax: 'dax0.0' },
  { deed: 'bindDax', dax: 'dax0.1' },
  { deed: 'bindDax', dax: 'dax0.1', driver: 'kmem' },
  { deed: 'bindDax', dax: 'dax9.9' },
  { deed: 'unbindDax', dax: 'dax0.1' },
  { deed: 'unbindDax', dax: 'dax9.9' },
  ram,
  { deed: 'systemRam', dax: 'dax0.1', blockSize: 64 * MiB },
  { deed: 'memory', dax: 'dax0.1', online: true },
  { deed: 'memory', dax: 'dax0.1', online: false },
  { deed: 'unloadDriver' },
  { deed: 'loadDriver' },
  { deed: 'loadModule', module: 'kmem' },
  { deed: 'unloadModule', module: 'kmem' },
  { deed: 'loadModule', module: 'device_dax' },
  { deed: 'unloadModule', module: 'device_dax' },
  { deed: 'unbindDevice' },
  { deed: 'bindDevice' },
  { deed: 'restart' },
];

const wordOf = (value: string | number | boolean): string => {
  if (typeof value === 'number' && value >= MiB) return `${value / MiB}M`;
  return value === '' ? '-' : String(value);
};

const nameOf = ({ deed: name, ...rest }: MachineDeed): string =>
  [name, ...Object.values(rest).map(wordOf)].join(' ');

const rangeText = ({
  start,
  length,
}: {
  readonly start: number;
  readonly length: number;
}): string => `${(start - R0) / MiB}+${length / MiB}`;

/** What there is: regions, extents, dax devices and modules by name, place and state. */
const thingsOf = (state: SimulationState): string => {
  const { regions, daxDevices, modules, bound, crashed } = state.host;
  return [
    ...regions.map(
      (region) => `region${region.id} ${rangeText(region)} ${region.phase} ${region.driver}`,
    ),
    ...shown(state).map((text) => `extent${text}`),
    ...daxDevices.map(({ id, driver, online, ranges }) =>
      [id, driver, ...(online ? ['online'] : []), ...ranges.map(rangeText)].join(' '),
    ),
    ...Object.entries(modules).flatMap(([name, loaded]) => (loaded ? [] : [`no ${name}`])),
    ...(bound ? [] : ['not bound']),
    ...(crashed === undefined ? [] : [`crashed: ${crashed}`]),
  ].join('; ');
};

function linesOf(state: SimulationState, what: MachineDeed): readonly string[] {
  const { state: after, reply, happenings } = run(state, deed(what));
  const said = happeningsOf(happenings, 'hostMoved').map(
    ({ title, because }) => `  ${title}: ${because}`,
  );
  const prints = happeningsOf(happenings, 'hostPrinted').map(({ line }) => `  | ${line.text}`);
  const cannot =
    reply.kind === 'cannot' ? [`  cannot: ${reply.what} ${reply.why} ${reply.fix}`] : [];
  const later = settled(after);
  const came = later.titles.map((title) => `  > ${title}`);
  const [before, end] = [thingsOf(settled(state).state), thingsOf(later.state)];
  return [
    `- ${nameOf(what)}`,
    ...said,
    ...cannot,
    ...prints,
    ...came,
    ...(before === end ? [] : [`  = ${end}`]),
  ];
}

test.each(['linux-v11', 'linux-v9'] as const)('what users of %s come to', async (twin) => {
  const lines = Object.entries(states).flatMap(([name, stateOf]) => {
    const state = stateOf(twin);
    return [`== ${name}: ${thingsOf(state)}`, ...deeds.flatMap((what) => linesOf(state, what))];
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./facts/deeds-${twin}.txt`);
});

test('every deed there is, is done in every state', () => {
  expect([...new Set(deeds.map(({ deed: name }) => name))].toSorted()).toEqual(
    [...machineDeedNames].toSorted(),
  );
});
