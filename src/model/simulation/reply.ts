import type { MailboxReply } from '../mailbox/mailbox';
import type { QmpReply } from '../qmp/qmp';

/** What came back for an action. */
export type Reply =
  | MailboxReply
  | QmpReply
  /** Nothing is sent back for it. */
  | { readonly kind: 'none' }
  /** The action means nothing here: what, where, why and how to mend it. */
  | { readonly kind: 'cannot'; readonly what: string; readonly why: string; readonly fix: string };
