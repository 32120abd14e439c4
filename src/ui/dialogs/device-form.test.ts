import { describe, expect, test } from 'vitest';
import { deviceOf, faultOf, faultyIn, fixtureTexts, isRare, textsOf } from './device-form';

const mostRegions = 8;

describe('the form of a new device', () => {
  test('the host decodes the whole of region 0 until a person says otherwise', () => {
    expect(textsOf(undefined, {})).toEqual({
      dcMiB: '1024',
      regions: '2',
      staticMiB: '256',
      decoderMiB: '512',
      id: 'cxl-dcd0',
      persistentMiB: '0',
      serial: '',
    });
    expect(textsOf(undefined, { dcMiB: '3072', regions: '3' }).decoderMiB).toBe('1024');
    expect(textsOf(undefined, { dcMiB: '3072', decoderMiB: '256' }).decoderMiB).toBe('256');
  });

  test('regions of a fixed size ask for a backend that holds them', () => {
    for (let count = 1; count <= mostRegions; count += 1) {
      const { dcMiB, decoderMiB } = textsOf(2048, { regions: String(count) });
      expect([dcMiB, decoderMiB]).toEqual([String(2048 * count), '2048']);
    }
    expect(textsOf(2048, { dcMiB: '1024' }).dcMiB).toBe('1024');
  });

  test('half-written numbers leave whole ones beside them', () => {
    for (const text of ['', 'two', '1.5', '-0'])
      expect(textsOf(undefined, { regions: text }).decoderMiB).toBe('1024');
  });

  test('without regions there is no dynamic capacity, and what was written comes back with them', () => {
    const written = { dcMiB: '3072', decoderMiB: '256' };
    for (const regions of ['0', ' 00 ']) {
      const { dcMiB, decoderMiB } = textsOf(2048, { ...written, regions });
      expect([dcMiB, decoderMiB]).toEqual(['0', '0']);
    }
    expect(textsOf(2048, { ...written, regions: '1' })).toMatchObject(written);
  });

  test('what is written becomes the device', () => {
    const rules = { profile: 'qemu-11.1', twin: 'manual', kind: 'usual' } as const;
    expect(deviceOf(rules, textsOf(undefined, { regions: '0' }))).toEqual({
      ...rules,
      id: 'cxl-dcd0',
      staticMiB: 256,
      persistentMiB: 0,
      dcMiB: 0,
      regions: 0,
      decoderMiB: 0,
    });
    const written = { id: ' mem_7 ', persistentMiB: ' 512', serial: ' 0x10 ' };
    expect(deviceOf(rules, textsOf(undefined, written))).toMatchObject({
      id: 'mem_7',
      persistentMiB: 512,
      serial: 16,
    });
    expect(deviceOf(rules, textsOf(undefined, { serial: '0' })).serial).toBe(0);
  });
});

describe('an entry', () => {
  test.each([
    ['regions', '0'],
    ['regions', '9'],
    ['staticMiB', '0'],
    ['dcMiB', '1073741824'],
    ['id', 'a.b-c_9'],
    ['serial', ''],
    ['serial', '0'],
    ['serial', '0X1fffffffffffff'],
  ] as const)('%s of “%s” is left to QEMU', (field, text) => {
    expect(faultOf(field, text)).toBeUndefined();
  });

  test.each([
    ['regions', 'two', 'Write 1 to 8, or 0'],
    ['regions', '', 'Write 1 to 8, or 0'],
    ['dcMiB', '1 GiB', 'counted in MiB'],
    ['persistentMiB', '-1', 'counted in MiB'],
    ['staticMiB', '1073741825', 'more than 1 PiB'],
    ['id', '', 'needs an id'],
    ['id', '7up', 'Begin with a letter'],
    ['id', 'a/b', 'no id that QEMU takes'],
    ['id', 'a'.repeat(101), 'at most 100'],
    ['serial', '0x', 'Write 17 or 0x11'],
    ['serial', '-1', 'Write 17 or 0x11'],
    ['serial', '0x20000000000000', 'the largest serial number'],
  ] as const)('%s of “%s” is refused: %s', (field, text, why) => {
    expect(faultOf(field, text)).toContain(why);
  });

  test('with a fault is found, also where it is folded away', () => {
    expect(faultyIn(textsOf(undefined, {}))).toEqual([]);
    const faulty = faultyIn(textsOf(undefined, { serial: 'x', dcMiB: '' }));
    expect(faulty.map((field) => [field, isRare(field)])).toEqual([
      ['dcMiB', false],
      ['serial', true],
    ]);
  });
});

test('a device that the rules fix leaves the decoder to a person', () => {
  const fixture = { staticMiB: 2048, dcMiB: 512, regions: 1 };
  expect(fixtureTexts(fixture, { dcMiB: '9', regions: '3' })).toEqual({
    dcMiB: '512',
    regions: '1',
    staticMiB: '2048',
    decoderMiB: '512',
    id: 'cxl-dcd0',
    persistentMiB: '0',
    serial: '',
  });
  expect(fixtureTexts(fixture, { decoderMiB: '0' }).decoderMiB).toBe('0');
});
