import { daxLines } from './dax-lines';
import { extentLines } from './extent-lines';
import type { Lines } from './line';
import { mailboxLines } from './mailbox-lines';
import { probeLines } from './probe-lines';

/** Every line of the series of June 2026 that a user of Dynamic Capacity can read. */
export const v11 = {
  ...probeLines,
  ...mailboxLines.v11,
  ...extentLines.v11,
  ...daxLines.v11,
} satisfies Lines;

/** Of the series of April 2025. What its driver prints as it finds the device was not recorded. */
export const v9 = { ...mailboxLines.v9, ...extentLines.v9, ...daxLines.v9 } satisfies Lines;

/**
 * Of the tree after v11. A release that matches no extent is acknowledged: a debug line, then releaseResponse and
 * 4803h for the range of the record, and no eventFailed.
 */
export const v11Next = {
  ...v11,
  releaseUnmatched: { ...v11.releaseUnmatched, level: 'debug', seen: 'source' },
} as const satisfies Lines;
