import { LABELS_HEAD } from '../layouts/labels';
import { finding, once, type Rung } from './rule';

/** Bytes of the label storage area: no device here has a backend for labels. */
const LABEL_BYTES = 0;

/** Where labels are read or written, in bytes. */
interface LabelRange {
  readonly offset: number;
  readonly length: number;
}

const insideArea = (id: string, section: string): Rung<LabelRange> =>
  once({
    id,
    says: 'The range lies in the label storage area',
    section,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} + {1} ≤ {2}',
    fix: 'Ask for nothing: this device has no label storage area.',
    check: ({ offset, length }) =>
      finding(
        offset + length <= LABEL_BYTES,
        'offset',
        () => `The label storage area has ${LABEL_BYTES} bytes.`,
        offset,
        length,
        LABEL_BYTES,
      ),
  });

/** The ladder of 4102h Get LSA. */
export const getLabelsLadder = [insideArea('4102.inside', '8.2.9.9.2.3')];

/** The ladder of 4103h Set LSA; `payloadLength` counts the head. */
export const setLabelsLadder: readonly Rung<LabelRange & { readonly payloadLength: number }>[] = [
  once({
    id: '4103.header',
    says: 'The payload holds the header',
    section: '8.2.9.9.2.4',
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: `{0} ≥ ${LABELS_HEAD}`,
    fix: `Send at least ${LABELS_HEAD} bytes.`,
    check: ({ payloadLength }) =>
      finding(
        payloadLength >= LABELS_HEAD,
        'length',
        () => 'The payload ends inside the header.',
        payloadLength,
      ),
  }),
  insideArea('4103.inside', '8.2.9.9.2.4'),
];
