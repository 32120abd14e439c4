import type { Happening } from '../../happening';
import { all, first } from '../scene/gather';
import { extentNames, groupNames } from './names';
import { sharesOf, sharesText } from './shares';
import { plain, type Step, type Words } from './words';

/** A request of the fabric manager that was granted, by QMP or FM API. */
export function requestWords(
  verb: 'add' | 'release',
  step: Pick<Step, 'happenings' | 'state'>,
): Words {
  const { happenings, state } = step;
  const offers = all(happenings, 'groupOffered');
  if (offers.length > 0) {
    const names = extentNames(offers.flatMap(({ extents }) => extents));
    const groups = [...new Set(offers.map(({ group }) => group))];
    const wait = `${groupNames(groups)} ${groups.length === 1 ? 'waits' : 'wait'}`;
    return plain(
      `The fabric manager offers ${names}.`,
      `offers ${names}`,
      `${wait} · ${recordsText(happenings)}`,
    );
  }
  const asked = all(happenings, 'releaseAsked').flatMap(({ extents, start, length }) =>
    extents.map((extent) => ({ extent, start, length })),
  );
  if (asked.length === 0) {
    const nothing = 'The request names no extents; nothing happens.';
    return plain(nothing, `asks to ${verb} nothing`, 'nothing changes');
  }
  const names = sharesText(sharesOf(state.device, asked));
  return plain(
    `The fabric manager asks ${names} back.`,
    `asks ${names} back`,
    `nothing is released yet · ${recordsText(happenings)}`,
  );
}

/** What became of the event records of a request. */
export function recordsText(happenings: readonly Happening[]): string {
  const logged = all(happenings, 'recordLogged').map(({ handle }) => handle);
  const lost = all(happenings, 'recordDropped').length;
  const interrupt = first(happenings, 'interruptRaised') === undefined ? '' : ' · interrupt';
  const text =
    logged.length === 0
      ? 'no record'
      : `record${logged.length === 1 ? '' : 's'} ${rangesText(logged)}`;
  return `${text}${lost > 0 ? ` · ${lost} lost, the log is full` : ''}${interrupt}`;
}

const rangesText = (numbers: readonly number[]): string =>
  numbers.length > 3 ? `${numbers[0] ?? ''}–${numbers.at(-1) ?? ''}` : numbers.join(' ');
