import { useState } from 'react';
import type { Card } from '../../model/view/page';
import type { UserAct } from '../../worker/protocol';
import { actFrom } from '../simulator/actions';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { hexGrouped, iec } from '../kit/format';
import { useSlice } from '../state/run';

const second = 1_000_000_000;

/** What happens to the device from outside: a reset, time, and the host's decoder. */
export function Controls() {
  const { hpaOffset, decoded } = useSlice('memory');
  const [problem, setProblem] = useState<Card>();
  const committed = hpaOffset !== undefined;
  const does = (what: UserAct) => (): void => {
    void actFrom(what).then((answer) => {
      setProblem(answer?.problem);
    });
  };
  return (
    <section className="sec" aria-label="Device controls">
      <div className="sec-head">
        <h2>Device</h2>
        <span className="mu summary">each button is a step</span>
      </div>
      <div className="control-rows">
        <span className="control-name">Clock</span>
        <span className="tool-acts">
          {[1, 5, 20].map((count) => (
            <Button key={count} onClick={does({ kind: 'clock', ns: count * second })}>
              +{count} s
            </Button>
          ))}
        </span>
        <span className="control-name">Decoder</span>
        <span className="tool-acts">
          <Button onClick={does({ kind: 'commitDecoder', commit: !committed })}>
            {committed ? 'Uncommit' : 'Commit'} decoder
          </Button>
          <span className="note">
            {committed
              ? `maps ${iec(decoded.to - decoded.from)} at HPA [${hexGrouped(decoded.from + hpaOffset)}]`
              : 'not committed: the host sees no device memory'}
          </span>
        </span>
        <span className="control-name">Power</span>
        <span className="tool-acts">
          <Button onClick={does({ kind: 'reset' })}>Reset device</Button>
        </span>
      </div>
      {problem !== undefined && (
        <div role="alert">
          <CardView card={problem} />
        </div>
      )}
    </section>
  );
}
