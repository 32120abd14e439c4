import * as v from 'valibot';
import { profiles } from '../../device/profiles/profile';
import type { ProfileId } from '../../device/profiles/profile';
import { twinIds } from '../../host/twin-id';
import type { TwinId } from '../../host/twin-id';
import { hasLongString, isQemuInteger, maxCodePoints, type JsonValue } from '../../json';
import { MiB } from '../../units';
import { comma, isWhole } from '../fields';

export const mebibytes = v.custom<number>(
  (value) => typeof value === 'number' && isWhole(value * MiB, 0, Number.MAX_SAFE_INTEGER),
  'a size in MiB, from 0, that makes whole bytes',
);

export const text = v.custom<string>(
  (value) => typeof value === 'string' && !hasLongString(value),
  `text of at most ${comma(maxCodePoints)} characters`,
);

/** Whatever was read as JSON may be an argument: QEMU is to judge it. */
export const anyArguments = v.custom<JsonValue>(
  (value) => value !== undefined && !hasLongString(value),
  `JSON with strings of at most ${comma(maxCodePoints)} characters`,
);

export const twin = v.custom<TwinId>(
  (value) => twinIds.some((known) => known === value),
  `one of ${twinIds.join(', ')}`,
);

export const profile = v.custom<ProfileId>(
  (value) => typeof value === 'string' && Object.hasOwn(profiles, value),
  `one of ${Object.keys(profiles).join(', ')}`,
);

export const listOf = <T extends v.GenericSchema>(item: T, of: string) =>
  v.array(item, `a list of ${of}`);

const offsetOrLength = v.custom<number | bigint>(isQemuInteger, 'a whole number of 64 bits');
export const extents = listOf(
  v.strictTuple([offsetOrLength, offsetOrLength]),
  'extents, each [offset, length] in bytes',
);

export const extentIds = listOf(
  v.custom<string>(
    (value) =>
      typeof value === 'string' &&
      /^e(0|[1-9]\d{0,15})$/.test(value) &&
      isWhole(Number(value.slice(1)), 0, Number.MAX_SAFE_INTEGER),
    'an extent such as "e3"',
  ),
  'extents such as "e3"',
);

export const short = (least: number, most: number) =>
  v.custom<string>(
    (value) => typeof value === 'string' && value.length >= least && value.length <= most,
    `text of ${least === 0 ? 'at most' : `${least} to`} ${comma(most)} characters`,
  );
