import type { Feature } from '../device/features';
import { FEATURE_BYTES, FEATURES_HEAD, SET_FEATURE_HEAD } from '../layouts/features';
import { finding, once, type Rung } from './rule';

const LIST = '8.2.9.6.1';
const GET = '8.2.9.6.2';
const SET = '8.2.9.6.3';

export interface FeaturesInput {
  readonly bytes: number;
  readonly start: number;
  readonly supported: number;
}

/** The ladder of 0500h Get Supported Features. */
export const featuresLadder: readonly Rung<FeaturesInput>[] = [
  once({
    id: '0500.room',
    says: 'The reply has room for its header',
    section: LIST,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: `{0} ≥ ${FEATURES_HEAD}`,
    fix: `Ask for ${FEATURES_HEAD} bytes, and ${FEATURE_BYTES} more for each feature.`,
    check: ({ bytes }) =>
      finding(bytes >= FEATURES_HEAD, 'bytes', () => 'Too few bytes are wanted.', bytes),
  }),
  once({
    id: '0500.start',
    says: 'The starting index is that of a feature',
    section: LIST,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} < {1}',
    fix: 'Start at a feature that the device has.',
    check: ({ start, supported }) =>
      finding(start < supported, 'start', () => 'There are fewer features.', start, supported),
  }),
];

/** What both commands for one feature look at. */
interface OneFeature {
  readonly uuid: string;
  readonly feature: Feature | undefined;
  /** The feature that is written in parts; zeros while none is. */
  readonly transfer: string;
  readonly offset: number;
}

export interface GetFeatureInput extends OneFeature {
  readonly count: number;
  readonly selection: number;
  /** Bytes that an answer may have. */
  readonly limit: number;
  /** Bytes that the feature reads. */
  readonly size: number;
}

const isKnown = <I extends OneFeature>(id: string, section: string): Rung<I> =>
  once<I>({
    id,
    says: 'The device has the feature',
    section,
    broken: { kind: 'code', code: 'unsupported' },
    shows: '{0}',
    fix: 'Take a UUID of Get Supported Features.',
    check: ({ feature, uuid }) =>
      finding(feature !== undefined, 'uuid', () => 'The device has no such feature.', uuid),
  });

/** The ladder of 0501h Get Feature. */
export const getFeatureLadder: readonly Rung<GetFeatureInput>[] = [
  once({
    id: '0501.transfer',
    says: 'The feature is not being written in parts',
    section: GET,
    broken: { kind: 'code', code: 'featureTransferInProgress' },
    shows: '{0}',
    fix: 'Finish or abort the transfer. QEMU takes a UUID of zeros for that of no transfer, too.',
    check: ({ uuid, transfer }) =>
      finding(uuid !== transfer, 'uuid', () => 'It is being written in parts.', uuid),
  }),
  once({
    id: '0501.selection',
    says: 'The current value is asked for',
    section: GET,
    broken: { kind: 'code', code: 'unsupported' },
    shows: '{0} = 0',
    fix: 'Ask for selection 0: QEMU has no other.',
    check: ({ selection }) =>
      finding(selection === 0, 'selection', () => 'QEMU has the current value only.', selection),
  }),
  once({
    id: '0501.fits',
    says: 'What is asked for fits the mailbox',
    section: GET,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} + {1} ≤ {2}',
    fix: 'Ask for fewer bytes.',
    check: ({ offset, count, limit }) =>
      finding(
        offset + count <= limit,
        'count',
        () => 'More is asked for than the mailbox holds.',
        offset,
        count,
        limit,
      ),
  }),
  isKnown('0501.known', GET),
  once({
    id: '0501.offset',
    says: 'The offset is inside the feature',
    section: GET,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} < {1}',
    fix: 'Start inside the feature.',
    check: ({ offset, size }) =>
      finding(offset < size, 'offset', () => 'The feature is shorter.', offset, size),
  }),
];

export interface SetFeatureInput extends OneFeature {
  readonly payloadLength: number;
  readonly version: number;
  /** Bytes of data. */
  readonly length: number;
}

/** No feature is written in parts. */
export const NO_TRANSFER = '0'.repeat(32);

/** What 0502h Set Feature looks at before it begins a transfer. */
export const setFeatureHeadLadder: readonly Rung<SetFeatureInput>[] = [
  once({
    id: '0502.header',
    says: 'The payload holds the header',
    section: SET,
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: `{0} ≥ ${SET_FEATURE_HEAD}`,
    fix: `Send at least ${SET_FEATURE_HEAD} bytes.`,
    check: ({ payloadLength }) =>
      finding(
        payloadLength >= SET_FEATURE_HEAD,
        'length',
        () => 'The payload ends inside the header.',
        payloadLength,
      ),
  }),
  once({
    id: '0502.transfer',
    says: 'No other feature is being written in parts',
    section: SET,
    broken: { kind: 'code', code: 'featureTransferInProgress' },
    shows: '{0}',
    fix: 'Finish or abort the transfer that was begun.',
    check: ({ uuid, transfer }) =>
      finding(
        transfer === NO_TRANSFER || transfer === uuid,
        'uuid',
        () => 'Another feature is being written in parts.',
        uuid,
      ),
  }),
];

/** What it looks at afterwards: a transfer that was begun stays so whatever is broken (QEMU 10.0, 11.1). */
export const setFeatureLadder: readonly Rung<SetFeatureInput>[] = [
  once({
    id: '0502.data',
    says: 'The payload holds data',
    section: SET,
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: '{0} > 0',
    fix: 'Send data behind the header.',
    check: ({ length }) =>
      finding(length > 0, 'length', () => 'Nothing follows the header.', length),
  }),
  isKnown('0502.known', SET),
  once({
    id: '0502.version',
    says: 'The version is that of the feature',
    section: SET,
    broken: { kind: 'code', code: 'unsupported' },
    shows: '{0} = {1}',
    fix: 'Use the version that Get Supported Features gives.',
    check: ({ version, feature }) =>
      finding(
        version === feature?.version,
        'version',
        () => `The feature has another version.`,
        version,
        feature?.version ?? 0,
      ),
  }),
  once({
    id: '0502.fits',
    says: 'The data fit the feature',
    section: SET,
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: '{0} + {1} ≤ {2}',
    fix: 'Send no more than the feature takes.',
    check: ({ offset, length, feature }) =>
      finding(
        offset + length <= (feature?.writeSize ?? 0),
        'length',
        () => 'The feature takes fewer bytes.',
        offset,
        length,
        feature?.writeSize ?? 0,
      ),
  }),
];
