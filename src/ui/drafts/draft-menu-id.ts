/** The popup of the drafts. */
export const draftMenu = 'drafts';
