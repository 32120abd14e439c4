import { returnCodes } from '../../layouts/return-code';
import type { Reply } from '../../simulation/reply';
import type { Tone } from '../page';

/** How a reply is told apart: granted, refused, a crash, or no answer to show. */
export function toneOf(reply: Reply): Tone {
  switch (reply.kind) {
    case 'crash':
      return 'crash';
    case 'cannot':
    case 'notModelled':
      return 'note';
    case 'mailbox':
      return isGranted(reply.code) ? 'ok' : 'refused';
    case 'qmp':
      return reply.error === undefined ? 'ok' : 'refused';
    case 'memory':
      return reply.memtx === 'ok' ? 'ok' : 'refused';
    case 'none':
      return 'ok';
  }
}

/** A command that goes on in the background has been taken, too. */
const isGranted = (code: number): boolean => code === 0 || isInBackground(code);

/** Whether a command was taken and goes on in the background. */
export const isInBackground = (code: number): boolean => code === returnCodes.backgroundStarted[0];

/** Whether a step counts as a refusal: the device turned it down, or died of it. */
export const isRefusal = (tone: Tone): boolean => tone === 'refused' || tone === 'crash';
