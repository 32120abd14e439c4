import { describe, expect, test } from 'vitest';
import { faultOf, fixtureTexts, textsOf } from './device-form';

const mostRegions = 8;

describe('the form of a new device', () => {
  test('the host decodes the whole of region 0 until a person says otherwise', () => {
    expect(textsOf(undefined, {})).toEqual({
      dcMiB: '1024',
      regions: '2',
      staticMiB: '256',
      decoderMiB: '512',
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
    for (const text of ['', '0', 'two', '1.5'])
      expect(textsOf(undefined, { regions: text }).decoderMiB).toBe('1024');
  });

  test('a device without regions is refused below its field', () => {
    expect(faultOf('regions', '0')).toMatch(/Write 1 to 8/);
    expect(faultOf('regions', '1')).toBeUndefined();
    expect(faultOf('staticMiB', '0')).toBeUndefined();
    expect(faultOf('dcMiB', '1 GiB')).toMatch(/not a whole number/);
  });
});

test('a device that the rules fix leaves the decoder to a person', () => {
  const fixture = { staticMiB: 2048, dcMiB: 512, regions: 1 };
  expect(fixtureTexts(fixture, { dcMiB: '9', regions: '3' })).toEqual({
    dcMiB: '512',
    regions: '1',
    staticMiB: '2048',
    decoderMiB: '512',
  });
  expect(fixtureTexts(fixture, { decoderMiB: '0' }).decoderMiB).toBe('0');
});
