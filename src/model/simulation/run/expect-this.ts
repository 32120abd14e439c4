import { ldOf } from '../../device/device-state';
import type { Expectation } from '../scenario/expectation-schema';
import { acceptedIn, extentForm, replyText } from './expectations';
import type { Frame } from './timeline';

/** What is true after a step, as a check: what came back, and what device and host hold. */
export const expectationOf = (frame: Frame): Expectation => ({
  reply: replyText(frame.reply).slice(0, longestReply),
  accepted: acceptedIn(frame).map(extentForm),
  pending: ldOf(frame.state.device).pending.length,
  hostExtents: frame.state.host.extents.map(extentForm),
});

/** Characters that a check may hold. */
const longestReply = 200;
