/** What was pasted survives closing the sheet. */
export const keptText: { text: string } = { text: '' };
