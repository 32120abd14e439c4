import type { Card } from '../../model/view/page';

/** What was pasted survives closing the sheet; what was wrong with a file is said once. */
export const keptText: { text: string; problem?: Card | undefined } = { text: '' };
