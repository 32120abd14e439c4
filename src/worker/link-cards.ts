import type { Card } from '../model/index';

/** What a link may hold. Longer ones are refused by some of the programs that links travel through. */
export const linkLimits = { characters: 65_536, textBytes: 1024 * 1024 };

const comma = (n: number): string => n.toLocaleString('en');

const card = (title: string, what: string, rest: Partial<Card> = {}): Card => ({
  title,
  what,
  where: [{ text: 'the link' }],
  why: 'A link holds a whole run, so that a part of it cannot be opened.',
  evidence: [],
  fix: 'Ask for the link again, or for the scenario file.',
  ...rest,
});

export const notALink = (): Card =>
  card('This is not a DCDscope link', 'The address names no run that could be opened.', {
    why: 'After the # comes a title, a slash, and the run: 1d, then its length.',
    fix: 'Open the page without it, or ask for the link again.',
  });

/** `total` is known when the cut came after the declared length. */
export const cutShort = (received: number, total?: number): Card => {
  const of = total === undefined ? '' : ` of ${comma(total)}`;
  return card('This link was cut short', `Received ${comma(received)}${of} characters.`, {
    why: 'Chat and mail programs cut long links, or end them at a line break.',
    evidence: [`received: ${received}`, `declared: ${total ?? 'cut off too'}`],
    fix: 'Copy the whole link, or ask for the scenario file.',
  });
};

export const corrupted = (reason: string): Card =>
  card('This link is corrupted', `It was changed on its way: ${reason}.`, { evidence: [reason] });

export const tooNew = (version: string, known: number): Card =>
  card('This link is too new', `It needs version ${version}, this build knows ${known}.`, {
    why: 'A newer DCDscope made it.',
    evidence: [`needs: ${version}`, `known: ${known}`],
    fix: 'Reload the page to get the newest build, then open the link again.',
  });

export const unknownCodec = (codec: string, known: string): Card =>
  card(
    'This link is packed in an unknown way',
    `Its codec is ${codec}; this build knows ${known}.`,
    {
      why: 'The letter after the version says how the run is packed.',
      evidence: [`found: ${codec}`, `known: ${known}`],
      fix: 'Reload the page to get the newest build; if that does not help, ask for the link again.',
    },
  );

export const tooManyCharacters = (characters: number): Card =>
  tooBig(`It is of ${comma(characters)} characters; the limit is ${comma(linkLimits.characters)}.`);

/** Of a link that unpacks to more than the limit: it is not unpacked further, so the actual size is not known. */
export const tooManyBytes = (bytes?: number): Card => {
  const actual = bytes === undefined ? `more than ${comma(linkLimits.textBytes)}` : comma(bytes);
  return tooBig(`It holds ${actual} bytes; the limit is ${comma(linkLimits.textBytes)}.`);
};

const tooBig = (what: string): Card =>
  card('This run is too big for a link', what, {
    why: 'Browsers and chat programs drop longer links, some without a word.',
    fix: 'Pass on the scenario file, or keep only the steps that matter.',
  });

/** Of a link about to be shared: a refusal if it is too big, else nothing. */
export function linkProblem(characters: number, textBytes = 0): Card | undefined {
  if (characters > linkLimits.characters) return tooManyCharacters(characters);
  return textBytes > linkLimits.textBytes ? tooManyBytes(textBytes) : undefined;
}
