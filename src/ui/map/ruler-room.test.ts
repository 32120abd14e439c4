import { expect, test } from 'vitest';
import { GiB, MiB } from '../../model/units';
import type { RegionMap } from '../../model/view/page';
import { gridFrom, rowAddress } from './geometry';
import { rulerRoom } from './ruler-room';

const mapOf = (over: Partial<RegionMap>) =>
  ({
    base: 256 * MiB,
    blockSize: 2 * MiB,
    firstBlock: 0,
    blocksPerCell: 1,
    columns: 32,
    rows: 8,
    ...over,
  }) as RegionMap;

test('rows begin where their first block does', () => {
  const map = mapOf({ firstBlock: 64, blocksPerCell: 2 });
  const rows = [0, 1].map((row) => rowAddress(map, gridFrom(map), row));
  expect(rows).toEqual([384 * MiB, 512 * MiB]);
});

test('there is room for the longest address and the longest size', () => {
  const small = rulerRoom([mapOf({})]);
  const large = rulerRoom([mapOf({}), mapOf({ base: 4000 * GiB + 128 * MiB })]);
  expect(small).toEqual({ start: '0x1000_0000'.length * 6 + 8, end: '256M'.length * 6 + 8 });
  expect(large).toEqual({
    start: '0x3E8_0800_0000'.length * 6 + 8,
    end: '4000.125G'.length * 6 + 8,
  });
});
