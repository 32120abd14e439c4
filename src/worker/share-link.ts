import { crc32, type Card, type ComparedAt, type EntityId } from '../model/index';
import { fromBase64Url, toBase64Url } from './base64url';
import { deflateRaw, inflateRaw } from './deflate';
import type { CutPayload } from './cut-link';
import * as cards from './link-cards';
import { compareSettings, comparedAt } from './link-compare';

export { linkProblem } from './link-cards';

/*
 * slug/1d<length>.<payload>.<crc>&t=7&x=e3&c=host/silent&r=11&h=7.<hash>: the form is told in docs/link-format.md. The decoder opens every
 * link ever made (link-corpus.json), so what is written here is added to, never changed.
 */

const version = 1;
const crcDigits = 7;

/** What stands beside the run in a link: its title in readable form, the step shown, the entity selected. */
export interface LinkPlace {
  readonly title: string;
  readonly step: number;
  readonly selected?: EntityId;
  /** The comparison that is shown in place of the run. */
  readonly compare?: ComparedAt;
  /** Hash of the state at `step`. */
  readonly hash?: string;
}

/** What a link says the state was after a step. */
export interface StateSeen {
  readonly step: number;
  readonly hash: string;
}

export type LinkRead =
  | {
      readonly ok: true;
      readonly text: string;
      readonly step: number;
      readonly selected?: EntityId;
      readonly compare?: ComparedAt;
      readonly seen?: StateSeen;
    }
  | {
      readonly ok: false;
      readonly problem: Card;
      /** Set when only the end of the link is missing. */
      readonly cut?: CutPayload;
    };

/** The fragment of a link, without `#`. Whether it is too long to share is for `linkProblem` to say. */
export async function encodeLink(scenarioText: string, place: LinkPlace): Promise<string> {
  const deflated = await deflateRaw(new TextEncoder().encode(scenarioText));
  const payload = toBase64Url(deflated);
  const sealed = `${version}d${payload.length.toString(36)}.${payload}`;
  const slug = slugOf(place.title);
  const run = `${slug === '' ? '' : `${slug}/`}${sealed}.${sealOf(sealed)}`;
  const mark = place.selected === undefined ? undefined : markOf(place.selected);
  const compare = place.compare === undefined ? '' : compareSettings(place.compare);
  const hash = place.hash === undefined ? '' : `&h=${place.step}.${place.hash}`;
  return `${run}&t=${place.step}${mark === undefined ? '' : `&x=${mark}`}${compare}${hash}`;
}

/** Opens a fragment, with or without `#`, or a whole link. Never throws; what it takes was made by an encoder. */
export async function decodeLink(fragment: string): Promise<LinkRead> {
  if (fragment.length > cards.linkLimits.characters) {
    return refuse(cards.tooManyCharacters(fragment.length));
  }
  const [path = '', ...settings] = fragment.slice(fragment.indexOf('#') + 1).split('&');
  const run = path.slice(path.lastIndexOf('/') + 1);
  const unsealed = unseal(run);
  if (!unsealed.ok) return unsealed;
  const text = await unpack(unsealed.codec, unsealed.payload);
  if (typeof text !== 'string') return refuse(text);
  const selected = idOf(settingOf(settings, 'x'));
  const step = stepOf(settingOf(settings, 't'));
  const compare = comparedAt(settingOf(settings, 'c'), settingOf(settings, 'r'));
  const seen = seenOf(settingOf(settings, 'h'));
  return {
    ok: true,
    text,
    step,
    ...(selected === undefined ? {} : { selected }),
    ...(compare === undefined ? {} : { compare }),
    ...(seen === undefined ? {} : { seen }),
  };
}

type Refused = Extract<LinkRead, { readonly ok: false }>;
const refuse = (problem: Card): Refused => ({ ok: false, problem });

const codecs = ['d', 'j'];

type Unsealed = Refused | { readonly ok: true; readonly codec: string; readonly payload: string };

function unseal(run: string): Unsealed {
  const head = /^([1-9]\d{0,5})([a-z])/.exec(run);
  if (head === null) return refuse(cards.notALink());
  const [{ length: start }, made = '', codec = ''] = head;
  if (Number(made) > version) return refuse(cards.tooNew(made, version));
  if (!codecs.includes(codec)) return refuse(cards.unknownCodec(codec, codecs.join(' and ')));
  const cut = cutIn(run, start);
  if (cut !== undefined) {
    const { problem, payload } = cut;
    return { ...refuse(problem), ...(payload === undefined ? {} : { cut: { codec, payload } }) };
  }
  const payload = checkedPayload(run, start);
  return typeof payload === 'string' ? { ok: true, codec, payload } : refuse(payload);
}

/** What is wrong with a link that ends too soon, and its payload as far as it goes. */
function cutIn(run: string, start: number): { problem: Card; payload?: string } | undefined {
  const dot = run.indexOf('.');
  if (dot === -1) return { problem: cards.cutShort(run.length) };
  const length = Number.parseInt(run.slice(start, dot), 36);
  const end = dot + 1 + length;
  const total = end + 1 + crcDigits;
  return run.length < total
    ? { problem: cards.cutShort(run.length, total), payload: run.slice(dot + 1, end) }
    : undefined;
}

/** What stands between length and checksum, if both fit; the length begins at `start`. */
function checkedPayload(run: string, start: number): string | Card {
  const dot = run.indexOf('.');
  const declared = run.slice(start, dot);
  const length = Number.parseInt(declared, 36);
  if (length.toString(36) !== declared) return cards.corrupted('its length is not a number');
  const end = dot + 1 + length;
  const total = end + 1 + crcDigits;
  if (run.length > total) {
    return cards.corrupted(`it has ${run.length} characters, not ${total}`);
  }
  const sealed = run.slice(0, end);
  return run === `${sealed}.${sealOf(sealed)}`
    ? run.slice(dot + 1, end)
    : cards.corrupted('its checksum does not fit');
}

const sealOf = (sealed: string): string => crc32(sealed).toString(36).padStart(crcDigits, '0');

async function unpack(codec: string, payload: string): Promise<string | Card> {
  const packed = fromBase64Url(payload);
  if (packed === undefined) return cards.corrupted('it is not written in base64url');
  const bytes = codec === 'd' ? await inflateRaw(packed, cards.linkLimits.textBytes) : packed;
  if (bytes === 'tooBig') return cards.tooManyBytes();
  if (bytes === 'corrupted') return cards.corrupted('it does not unpack');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return cards.corrupted('its text is not UTF-8');
  }
}

const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

const settingOf = (settings: readonly string[], name: string): string | undefined =>
  settings.find((setting) => setting.startsWith(`${name}=`))?.slice(name.length + 1);

/** A step written by hand that is none is the start; one past the end is for whoever opens the run to see. */
function stepOf(setting: string | undefined): number {
  return setting !== undefined && /^\d{1,15}$/.test(setting) ? Number(setting) : 0;
}

/** `h=7.0123456789ab`: the hash after step 7. One that is written otherwise says nothing. */
function seenOf(setting: string | undefined): StateSeen | undefined {
  const [, step, hash] = /^(\d{1,15})\.([0-9a-f]{12})$/.exec(setting ?? '') ?? [];
  return step === undefined || hash === undefined ? undefined : { step: Number(step), hash };
}

/** `extent:3` is `e3`; in other ids the colon, which linkifiers dislike, is a slash. No mark for ids beyond that. */
function markOf(id: EntityId): string | undefined {
  const extent = /^extent:(\d{1,15})$/.exec(id)?.[1];
  if (extent !== undefined) return `e${extent}`;
  const mark = id.replaceAll(':', '/');
  return !id.includes('/') && idOf(mark) === id ? mark : undefined;
}

function idOf(mark: string | undefined): EntityId | undefined {
  const extent = /^e(\d{1,15})$/.exec(mark ?? '')?.[1];
  if (extent !== undefined) return `extent:${extent}`;
  if (mark === undefined || !/^[a-z]+\/[\w./-]{0,99}[A-Za-z0-9]$/i.test(mark)) return undefined;
  return mark.replaceAll('/', ':');
}
