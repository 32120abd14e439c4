import type { Background } from '../device/device-state';
import { finding, once } from './rule';

/** What the rule of 0005h looks at. */
export interface AbortInput {
  readonly background: Background;
  /** Whether the last background command says that it can be stopped. */
  readonly abortable: boolean;
}

/** The ladder of 0005h Request Abort Background Operation. */
export const abortLadder = [
  once<AbortInput>({
    id: '0005.abortable',
    says: 'The last background command can be aborted',
    section: '8.2.9.1.5',
    broken: { kind: 'code', code: 'abortNotSupported' },
    shows: '{0}',
    fix: 'Only commands whose effects say so can be aborted.',
    check: ({ background, abortable }) =>
      finding(
        abortable,
        'opcode',
        () => 'No background command that can be aborted was started.',
        background.opcode,
      ),
  }),
];

/** The ladder of 0004h Set Response Message Limit. */
export const limitLadder = [
  once<{ readonly limit: number }>({
    id: '0004.range',
    says: 'The limit is 2^8 to 2^10 bytes',
    section: '8.2.9.1.4',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '8 ≤ {0} ≤ 10',
    fix: 'Ask for 8, 9 or 10.',
    check: ({ limit }) =>
      finding(limit >= 8 && limit <= 10, 'limit', () => `${limit} is out of range.`, limit),
  }),
];
