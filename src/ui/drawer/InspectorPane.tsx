import type { DiffItem, EntityId, InspectorView } from '../../model/view/page';
import { Button } from '../kit/Button';
import { Swatch } from '../kit/Swatch';
import { useLink } from '../entity/highlight';
import { dpaOf } from '../memory/place';
import { useAnswer } from '../simulator/use-answer';
import { Loupe } from './Loupe';
import { firstSelected, useLinks } from '../state/links';
import { showDrawer } from '../state/preferences';
import { useSlice } from '../state/run';
import { showMemoryAt } from '../state/tools';
import './inspector.css';

/** What is known of the selected thing. */
export function InspectorPane() {
  const first = useLinks(firstSelected);
  const inspector = useAnswer(first === undefined ? undefined : 'inspect', first ?? '');
  return (
    <section className="sec pane-inspector" aria-label="Inspector">
      {inspector === undefined || first === undefined ? <Hint /> : <Known inspector={inspector} />}
    </section>
  );
}

function Hint() {
  const selected = useLinks((state) => state.selection.size > 0);
  const { diff } = useSlice('outcome');
  return (
    <>
      <div className="sec-head">
        <h2>This step</h2>
        <span className="mu">
          {selected ? 'nothing more is known of the selection' : 'nothing selected'}
        </span>
      </div>
      <ul className="touched">
        {diff.map((item, index) => (
          <Touched key={`${index} ${item.text}`} item={item} />
        ))}
      </ul>
    </>
  );
}

function Touched({ item }: { readonly item: DiffItem }) {
  const link = useLink(item.entities);
  const content = (
    <>
      {item.state && <Swatch state={item.state} />}
      <span>{item.text}</span>
    </>
  );
  if (item.entities.length === 0) return <li className="line">{content}</li>;
  return (
    <li>
      <button type="button" className="line" {...link}>
        {content}
      </button>
    </li>
  );
}

function Known({ inspector }: { readonly inspector: InspectorView }) {
  const { title, state, summary, facts, bits } = inspector;
  return (
    <>
      <div className="sec-head">
        {state && <Swatch state={state} />}
        <h2>{title}</h2>
        <span className="mu summary">{summary}</span>
        <span className="sp" />
        <ShowMemory id={inspector.id} />
      </div>
      <dl className="facts">
        {facts.map((fact, index) => (
          <div
            key={`${index} ${fact.label}`}
            className={fact.value.length > 15 ? 'long' : undefined}
          >
            <dt>{fact.label}</dt>
            <dd className="m">{fact.derived ? `[${fact.value}]` : fact.value}</dd>
          </div>
        ))}
      </dl>
      {bits && <Loupe bits={bits} />}
    </>
  );
}

/** Where the thing is a piece of memory, its bytes are one press away. */
function ShowMemory({ id }: { readonly id: EntityId }) {
  const maps = useSlice('maps');
  const ledger = useSlice('ledger');
  const dpa = dpaOf(id, { maps, ledger });
  if (dpa === undefined) return null;
  return (
    <Button
      className="slim"
      onClick={() => {
        showMemoryAt(dpa);
        showDrawer('memory');
      }}
    >
      Show memory
    </Button>
  );
}
