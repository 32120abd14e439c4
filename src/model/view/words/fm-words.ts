import type { Happening } from '../../happening';
import { happeningsOf, firstHappening } from '../scene/gather';
import { extentNames, groupNames } from './names';
import { sharesOf, sharesText } from './shares';
import { plainSentence, type StepInput, type StepSentence } from './words';

/** A request of the fabric manager that was granted, by QMP or FM API. */
export function requestWords(
  verb: 'add' | 'release',
  step: Pick<StepInput, 'happenings' | 'state'>,
): StepSentence {
  const { happenings, state } = step;
  const offers = happeningsOf(happenings, 'groupOffered');
  if (offers.length > 0) {
    const names = extentNames(offers.flatMap(({ extents }) => extents));
    const groups = [...new Set(offers.map(({ group }) => group))];
    const wait = `${groupNames(groups)} ${groups.length === 1 ? 'waits' : 'wait'}`;
    return plainSentence(
      `The fabric manager offers ${names}.`,
      `offers ${names}`,
      `${wait} · ${recordsText(happenings)}`,
    );
  }
  const asked = happeningsOf(happenings, 'releaseAsked').flatMap(({ extents, start, length }) =>
    extents.map((extent) => ({ extent, start, length })),
  );
  if (asked.length === 0) {
    const nothing = 'The request names no extents; nothing happens.';
    return plainSentence(nothing, `asks to ${verb} nothing`, 'nothing changes');
  }
  const names = sharesText(sharesOf(state.device, asked));
  return plainSentence(
    `The fabric manager asks ${names} back.`,
    `asks ${names} back`,
    `nothing is released yet · ${recordsText(happenings)}`,
  );
}

/** What became of the event records of a request. */
export function recordsText(happenings: readonly Happening[]): string {
  const logged = happeningsOf(happenings, 'recordLogged').map(({ handle }) => handle);
  const lost = happeningsOf(happenings, 'recordDropped').length;
  const interrupt =
    firstHappening(happenings, 'interruptRaised') === undefined ? '' : ' · interrupt';
  const text =
    logged.length === 0
      ? 'no record'
      : `record${logged.length === 1 ? '' : 's'} ${rangesText(logged)}`;
  return `${text}${lost > 0 ? ` · ${lost} lost, the log is full` : ''}${interrupt}`;
}

const rangesText = (numbers: readonly number[]): string =>
  numbers.length > 3 ? `${numbers[0] ?? ''}–${numbers.at(-1) ?? ''}` : numbers.join(' ');
