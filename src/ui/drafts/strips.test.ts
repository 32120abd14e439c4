import { expect, test } from 'vitest';
import { drawnStates, type DrawnState, type RegionMap } from '../../model/view/page';
import { stripCells, stripsOf } from './strips';

const kinds = drawnStates;
function mapOf(cells: readonly DrawnState[]): Pick<RegionMap, 'device'> {
  const counts = new Uint32Array(cells.length * kinds.length);
  cells.forEach((state, cell) => {
    counts[cell * kinds.length + kinds.indexOf(state)] = 1;
  });
  return { device: { kinds, counts, spans: [], small: [], total: 0 } };
}

test('a free region has no spans', () => {
  expect(stripsOf([mapOf(['free', 'free', 'free', 'free'])])).toEqual([[]]);
});

test('neighbours of one state are one span', () => {
  const strip = stripsOf([mapOf(['accepted', 'accepted', 'offered', 'free'])]);
  const quarter = stripCells / 4;
  expect(strip).toEqual([
    [
      { state: 'accepted', from: 0, cells: 2 * quarter },
      { state: 'offered', from: 2 * quarter, cells: quarter },
    ],
  ]);
});

test('one cell of thousands is still seen, and an offer before what is accepted', () => {
  const cells: DrawnState[] = Array.from({ length: 4800 }, () => 'free');
  cells[4799] = 'accepted';
  expect(stripsOf([mapOf(cells)])).toEqual([
    [{ state: 'accepted', from: stripCells - 1, cells: 1 }],
  ]);
  cells[4798] = 'offered';
  expect(stripsOf([mapOf(cells)])[0]?.[0]?.state).toBe('offered');
});

test('four regions are drawn at most', () => {
  expect(stripsOf(Array.from({ length: 8 }, () => mapOf(['free'])))).toHaveLength(4);
});
