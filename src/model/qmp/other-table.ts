import { invariant } from '../assert';
import type { DeviceState } from '../device/device-state';
import type { Trail } from '../happening';
import type { QmpRequest, QmpResult } from './answer';

/** How a request is answered that neither adds nor releases capacity. */
export type OtherAnswer = (
  device: DeviceState,
  clock: number,
  request: QmpRequest,
  trail: Trail,
) => QmpResult;

const answers: OtherAnswer[] = [];

export const addOther = (answer: OtherAnswer): void => {
  answers.push(answer);
};

/** Who answers such a request: whatever may send one imports `other-requests`. */
export function otherAnswer(): OtherAnswer {
  const [answer] = answers;
  invariant(answer !== undefined, 'what sends any request of QMP loads all of them');
  return answer;
}
