import { describe, expect, test } from 'vitest';
import { goneOn, hostOf, P0, records, tagOf, type Told } from '../testing/host';
import { MiB } from '../units';
import { hostWith, type HostState } from './host-state';
import { settledRegion, withNewRegion } from './new-region';
import { drawn } from './random';
import { twins } from './twins';

/** A host with a region over the first 256 MiB and one over the next. */
function halves(told: readonly Told[]): HostState {
  const { series } = twins['linux-v11'];
  const one = hostOf('linux-v11', [], { mapped: 256 * MiB });
  const second = { start: P0 + 256 * MiB, length: 256 * MiB };
  const two = settledRegion(withNewRegion(one, second, { series }), 1);
  return hostWith(two, { inbox: records(told) });
}

const tag = tagOf('a');

/** A chain that shows an extent of region 1 in region 0, as Linux can be led to. */
const astray = goneOn(
  halves([
    { at: 0, mib: 2, tag, more: true },
    { at: 300, mib: 2, tag },
  ]),
).host;

const offered = (from: HostState, told: Told): readonly string[] =>
  goneOn(hostWith(from, { inbox: records([told], 9) })).decided;

describe('an extent that is at home in a region other than the one that maps it', () => {
  test('is shown in its home', () => {
    expect(astray.extents.map(({ region, mappedBy }) => [region, mappedBy])).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test('is not looked at when one over it comes to the region that maps it', () => {
    expect(offered(astray, { at: 300, mib: 2, tag: tagOf('b') })).toEqual(['e9 accepts A2–A15']);
    expect(offered(astray, { at: 0, mib: 2, tag: tagOf('b') })).not.toEqual(['e9 accepts A2–A15']);
  });

  test('does not stand in the way of one at the same offset of another region', () => {
    expect(offered(astray, { at: 256, mib: 2, tag: tagOf('b') })).toEqual(['e9 accepts A2–A15']);
  });
});

test('random numbers are those of mulberry32', () => {
  const first = drawn(1);
  const second = drawn(first.state);
  const third = drawn(second.state);
  expect([first, second, third].map(({ value }) => value)).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
  ]);
});
