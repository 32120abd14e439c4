import { requestAction } from '../simulation/fm-request';
import { hex } from '../units';
import type { Remark } from './finding';
import { endsChain, requestsOf } from './kernel-steps';
import { act, checkLines, settle, type Lines, type PastedCheck, type Play } from './play';
import type { Placed } from './placed';

/** The lines with which a host begins to read its log: they stand before those of the record that it reads. */
const beforeRecord = /Reading event logs|Sending command: 0x0100|Doorbell wait/;

const isOfLastRead = ({ expects }: PastedCheck): boolean =>
  !beforeRecord.test(expects.prints?.[0] ?? '');

/** A record that the host read: when its chain is whole, the request behind it is made, and the host goes on. */
export function takeRecord(
  play: Play,
  finding: Extract<Placed, { readonly what: 'record' }>,
  next: Placed | undefined,
): void {
  // Lines within an open chain wait for the request that makes the whole of it.
  if (play.chain.length === 0) {
    settle(play);
    checkLines(play, 1 + play.lines.findLastIndex(isOfLastRead));
  }
  play.chain.push(finding);
  if (!endsChain(finding, next)) return;
  const requests = requestsOf(play.chain, play.state);
  const { from } = play.chain[0] ?? finding;
  for (const request of requests)
    act(play, requestAction(request), { from, to: finding.to }, 'inferred');
  if (requests.length === 0) play.remarks.push(outside(finding));
  play.chain.length = 0;
}

const outside = ({
  extent,
  from,
  to,
}: Extract<Placed, { readonly what: 'record' }>): Lines & Remark => ({
  from,
  to,
  kind: 'dropped',
  text: `The extent at ${hex(extent.start)} lies in no region of this device: no request is made of it.`,
  fix: 'Choose or paste the device that the log is of.',
});
