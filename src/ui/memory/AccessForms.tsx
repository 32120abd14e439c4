import { useState } from 'react';
import type { Card } from '../../model/view/page';
import type { UserAct } from '../../worker/protocol';
import { actFrom } from '../actions';
import { CardView } from '../kit/CardView';
import { hexGrouped } from '../kit/format';
import { useSlice } from '../store';
import { ReadForm } from './ReadForm';
import { blockAt } from './place';
import { WriteForm } from './WriteForm';

/** A guest's load and store at the address looked at. */
export function AccessForms({ at }: { readonly at: number }) {
  const { last, hpaOffset, decoded } = useSlice('memory');
  const maps = useSlice('maps');
  const [problem, setProblem] = useState<Card>();
  const place = blockAt(maps, at);
  const seen = hpaOffset !== undefined && at >= decoded.from && at < decoded.to;
  const does = (what: UserAct): void => {
    void actFrom(what).then((answer) => {
      setProblem(answer?.problem);
    });
  };
  return (
    <section className="sec" aria-label="Guest access">
      <div className="sec-head">
        <h2>Guest access</h2>
        <span className="mu summary">a load or store is a step</span>
      </div>
      <p className="access-at">
        at <b className="m">{hexGrouped(at)}</b>{' '}
        <span className="m">[HPA {seen ? hexGrouped(at + hpaOffset) : 'none'}]</span>{' '}
        <span className="mu">
          {place === undefined ? 'static memory' : `${place.region.label} block ${place.block}`}
        </span>
      </p>
      <ReadForm at={at} onAct={does} />
      <WriteForm at={at} onAct={does} />
      <p className="access-last" role="status">
        {last ?? 'No access in this step.'}
      </p>
      {problem !== undefined && (
        <div role="alert">
          <CardView card={problem} />
        </div>
      )}
    </section>
  );
}
