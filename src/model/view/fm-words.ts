import type { Happening } from '../happening';
import { all, first } from './gather';
import { extentNames, groupLabel } from './names';
import { plain, type Words } from './words';

/** A request of the fabric manager that was granted, by QMP or FM API. */
export function requestWords(verb: 'add' | 'release', happenings: readonly Happening[]): Words {
  const offer = first(happenings, 'groupOffered');
  if (offer !== undefined) {
    const names = extentNames(offer.extents);
    return plain(
      `The fabric manager offers ${names}.`,
      `offers ${names}`,
      `${groupLabel(offer.group)} waits · ${recordsText(happenings)}`,
    );
  }
  const asked = all(happenings, 'releaseAsked').flatMap(({ extents }) => extents);
  if (asked.length === 0) {
    const nothing = 'The request names no extents; nothing happens.';
    return plain(nothing, `asks to ${verb} nothing`, 'nothing changes');
  }
  const names = extentNames([...new Set(asked)]);
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
