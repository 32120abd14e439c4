import { describe, expect, test } from 'vitest';
import { add, askBack, next } from '../../testing/run';
import { sceneAfter } from '../../testing/scene';
import { deed } from '../../testing/settle';
import type { Action } from '../../simulation/action';
import { MiB } from '../../units';
import { capacityDifferencesOf } from '../map/differences';
import { hostView } from './host-view';
import { machineView } from './machine-view';
import { mapsView } from '../map/map-view';

const described = { twin: 'linux-v11', staticMiB: 0, dcMiB: 512, regions: 1 } as const;
const accepted: readonly Action[] = [add([[0, 192 * MiB]]), next, next, next, next];
const claimed = [...accepted, deed({ deed: 'claim', region: 0, of: '0' })];
const online = [...claimed, deed({ deed: 'online', dax: 'dax0.1', blockSize: 128 * MiB })];
const askedBack = [...online, askBack([[0, 192 * MiB]]), next, next, next, next];

describe('the host machine', () => {
  test('shows an accepted extent by its sysfs name and what can be claimed', () => {
    const view = machineView(sceneAfter(described, accepted));
    expect(view.extents.rows.map(({ name, offset, usedBy }) => [name, offset, usedBy])).toEqual([
      ['extent0.1', 0, []],
    ]);
    expect(view.claims.map(({ of }) => of)).toEqual(['0']);
    expect(view.newRegion).toEqual({
      whyNot: 'The host bridge has one decoder, and a region uses it.',
    });
  });

  test('tells how much of a dax device is online, and what is lost to whole memory blocks', () => {
    const view = machineView(sceneAfter(described, online));
    expect(view.dax.map(({ id, driver, memory }) => [id, driver, memory])).toEqual([
      ['dax0.0', 'none', undefined],
      ['dax0.1', 'kmem', { blockSize: 128 * MiB, blocks: 1, lost: 64 * MiB, online: true }],
    ]);
    expect([view.claims, view.extents.rows[0]?.usedBy]).toEqual([[], ['dax0.1']]);
  });

  test('lists what was printed, with the step that printed it', () => {
    const { lines } = machineView(sceneAfter(described, askedBack));
    const kinds = new Set(lines.map(({ kind }) => kind));
    expect([...kinds].toSorted((a, b) => a.localeCompare(b))).toContain('trace');
    expect(lines.every(({ step }) => step >= 1 && step <= askedBack.length)).toBe(true);
  });
});

describe('capacity in use that was asked back', () => {
  const scene = sceneAfter(described, askedBack);

  test('is a difference that says who uses it', () => {
    expect(capacityDifferencesOf(scene).map(({ text }) => text)).toEqual([
      'e1: asked back, and in use by dax0.1: the host keeps it, and has no record left that asks for it',
    ]);
  });

  test('is drawn so on the host’s map, and marked between the two', () => {
    const [map] = mapsView(scene);
    for (const side of ['device', 'host'] as const) {
      expect(map?.[side].spans).toMatchObject([
        { label: 'e1', state: 'askedBack', blocks: 96, differs: 'inUse' },
      ]);
    }
    expect(map?.marks).toEqual([{ kind: 'inUse', firstBlock: 0, blocks: 96 }]);
    expect(map?.hostDiffers).toContain(true);
  });

  test('is neither before it was asked for', () => {
    const before = sceneAfter(described, askedBack, online.length);
    expect(capacityDifferencesOf(before)).toEqual([]);
    expect(mapsView(before)[0]?.hostDiffers).not.toContain(true);
    expect(mapsView(before)[0]?.marks).toEqual([]);
  });
});

describe('a host that cannot go on', () => {
  const held: readonly Action[] = [
    ...accepted,
    deed({ deed: 'setUuid', dax: 'dax0.0', of: '0' }),
    deed({ deed: 'destroyRegion', region: 0 }),
    next,
    next,
  ];
  const restOf = (actions: readonly Action[]) => hostView(sceneAfter(described, actions)).rest;

  test('says that its kernel has crashed, why, and what helps', () => {
    const { crashed } = machineView(sceneAfter(described, held));
    expect(crashed).toMatch(/^dax0\.0 was there before the extent that it holds/);
    expect(restOf(held)).toEqual({
      title: 'Kernel has crashed',
      because: `${crashed ?? ''}. Only a restart of the host helps.`,
    });
    expect(restOf([...held, deed({ deed: 'restart' }), next])?.title).not.toBe(
      'Kernel has crashed',
    );
  });

  test('says that its driver is not bound', () => {
    const unbound = [...accepted, deed({ deed: 'unbindDevice' }), next, next, next];
    expect(machineView(sceneAfter(described, unbound)).bound).toBe(false);
    expect(restOf(unbound)?.title).toBe('Driver is not bound');
  });

  test('says of a host that a person plays that it does nothing by itself', () => {
    const { rest } = hostView(sceneAfter({ ...described, twin: 'manual' }, [add([[0, 2 * MiB]])]));
    expect(rest?.title).toBe('You play this host');
  });
});
