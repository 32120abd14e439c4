import type { MailboxReply } from '../mailbox/mailbox';
import type { QmpReply } from '../qmp/answer';

/** What came back for an action. */
export type Reply =
  | MailboxReply
  | QmpReply
  /** What a guest access came to. Reads carry data; a failed write is told to nobody. */
  | {
      readonly kind: 'memory';
      readonly data: Uint8Array | undefined;
      readonly memtx: 'ok' | 'error';
    }
  /** Nothing is sent back for it. */
  | { readonly kind: 'none' }
  /** The action means nothing here: what, where, why and how to mend it. */
  | { readonly kind: 'cannot'; readonly what: string; readonly why: string; readonly fix: string };
