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

/** What the rule of 0004h looks at: log2 of bytes. */
export interface LimitInput {
  readonly limit: number;
  readonly least: number;
  readonly most: number;
}

/** The ladder of 0004h Set Response Message Limit. */
export const limitLadder = [
  once<LimitInput>({
    id: '0004.range',
    says: 'The limit is one that the device takes',
    section: '8.2.9.1.4',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{1} ≤ {0} ≤ {2}',
    fix: 'Ask for a limit between the two.',
    check: ({ limit, least, most }) =>
      finding(
        limit >= least && limit <= most,
        'limit',
        () => `${limit} is not from ${least} to ${most}.`,
        limit,
        least,
        most,
      ),
  }),
];
