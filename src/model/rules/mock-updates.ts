import { acceptedStartingAt, offerStartingAt } from '../device/mock-lists';
import type { Ld } from '../device/device-state';
import type { Extent } from '../extent';
import { RESPONSE_ENTRY, RESPONSE_HEAD, type UpdatedExtent } from '../layouts/dc-response';
import { counted, hex } from '../units';
import { broken, finding, held, once, type Rung } from './rule';
import type { UpdateInput } from './update-list';

const RESPONSE = '8.2.9.9.9.3';
const RELEASE = '8.2.9.9.9.4';

/** One entry of a response or release, tried on the lists as the entries before it left them. */
export interface SentEntry {
  readonly ld: Ld;
  readonly entry: UpdatedExtent;
  readonly index: number;
  /** When the extent named last was offered; 0 before the first. */
  readonly last: number;
  /** The first extent that was offered since the run began: those accepted before it count as offered first. */
  readonly firstOffered: number;
}

const holdsPayload = (set: string, section: string): Rung<UpdateInput> =>
  once<UpdateInput>({
    id: `mock.${set}.payload`,
    says: 'The payload holds what its header says',
    section,
    broken: { kind: 'otherwise', to: 'reads whatever lies behind the payload: not modelled' },
    shows: `{0} ≥ ${RESPONSE_HEAD} + ${RESPONSE_ENTRY} × {1}`,
    fix: 'Make the entry count and the payload length agree: the mock does not look at the length.',
    check: ({ payloadLength, entryCount }) =>
      finding(
        payloadLength >= RESPONSE_HEAD + RESPONSE_ENTRY * entryCount,
        'entryCount',
        () =>
          `A list of ${counted(entryCount, 'entry', 'entries')} does not fit a payload of ${counted(payloadLength, 'byte')}.`,
        payloadLength,
        entryCount,
      ),
  });

/** The first rung of 4802h and of 4803h in the kernel's mock. */
export const mockResponseRungs = { holdsPayload: holdsPayload('4802', RESPONSE) };
export const mockReleaseRungs = { holdsPayload: holdsPayload('4803', RELEASE) };

const at = (
  { entry }: SentEntry,
  find: (start: number) => Extent | undefined,
): Extent | undefined =>
  entry.start <= BigInt(Number.MAX_SAFE_INTEGER) ? find(Number(entry.start)) : undefined;

/** The extent an entry of a response names by its first byte: on offer, else accepted already. */
export const namedBy = (input: SentEntry): Extent | undefined =>
  at(input, (start) => offerStartingAt(input.ld, start) ?? acceptedStartingAt(input.ld, start));

/** The place of an extent in the order of offers. */
export const offerOrder = ({ firstOffered }: SentEntry, { id }: Extent): number =>
  Math.max(id, firstOffered);

/** What the mock asks of each entry of a response, one after the other. */
export const mockResponseLadder: readonly Rung<SentEntry>[] = [
  once<SentEntry>({
    id: 'mock.4802.in-order',
    says: 'Entries come in the order of the offers',
    section: RESPONSE,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'List the extents as their event records came. Entries before this one stay accepted.',
    check(input) {
      const extent = namedBy(input);
      if (extent === undefined) return held('not known');
      return finding(
        offerOrder(input, extent) >= input.last,
        `entries[${input.index}].start`,
        () => `e${extent.id} was offered before the extent that the entry before it names.`,
        `e${extent.id}`,
      );
    },
  }),
  once<SentEntry>({
    id: 'mock.4802.whole-extent',
    says: 'Each names a whole extent that is on offer or accepted already',
    section: RESPONSE,
    broken: { kind: 'code', code: 'invalidPhysicalAddress' },
    shows: '{0}',
    fix: 'Give start and length of an offered extent, unchanged. Entries before this one stay accepted.',
    check(input) {
      const { entry, index } = input;
      const extent = namedBy(input);
      if (extent === undefined) {
        const because = `No extent that is on offer or accepted starts at ${hex(entry.start)}.`;
        return broken(`entries[${index}].start`, because, entry.start);
      }
      return finding(
        BigInt(extent.length) === entry.length,
        `entries[${index}].length`,
        () => `e${extent.id} is ${hex(extent.length)} long; the mock takes no part of an extent.`,
        `e${extent.id}`,
      );
    },
  }),
];

/** The accepted extent that an entry of a release names exactly. */
const givenBack = (input: SentEntry): Extent | undefined => {
  const extent = at(input, (start) => acceptedStartingAt(input.ld, start));
  return extent !== undefined && BigInt(extent.length) === input.entry.length ? extent : undefined;
};

/** What the mock asks of each entry of a release. */
export const mockReleaseLadder: readonly Rung<SentEntry>[] = [
  once<SentEntry>({
    id: 'mock.4803.whole-extent',
    says: 'Each names a whole accepted extent',
    section: RELEASE,
    broken: { kind: 'otherwise', to: 'passes the entry over and still answers Success' },
    shows: '{0}',
    fix: 'Give start and length of an accepted extent, unchanged.',
    check(input) {
      const extent = givenBack(input);
      if (extent !== undefined) return held(`e${extent.id}`);
      const because = `No accepted extent is exactly ${hex(input.entry.start)} + ${hex(input.entry.length)}.`;
      return broken(`entries[${input.index}].start`, because, input.entry.start);
    },
  }),
];
