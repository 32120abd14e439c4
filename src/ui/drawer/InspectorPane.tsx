import type { DiffItem, EntityId, InspectorView } from '../../model/view/page';
import { seek } from '../actions';
import { Button } from '../kit/Button';
import { Swatch } from '../kit/Swatch';
import { hoverOff, hoverOn, useLink } from '../link';
import { dpaOf } from '../memory/place';
import { showDrawer } from '../preferences';
import { setUi, useSlice, useUi } from '../store';
import { Loupe } from './Loupe';
import './inspector.css';

/** What is known of the selected thing, and why it is as it is. */
export function InspectorPane() {
  const inspector = useUi((state) => (state.selection.size > 0 ? state.inspector : undefined));
  return (
    <section className="sec pane-inspector" aria-label="Inspector">
      {inspector === undefined ? <Hint /> : <Known inspector={inspector} />}
    </section>
  );
}

function Hint() {
  const selected = useUi((state) => state.selection.size > 0);
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
      <p className="pane-hint">
        Select an extent, a record, a rule or a byte to see what it is and why.
      </p>
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
  const { title, state, summary, facts, bits, why } = inspector;
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
      {why.length > 0 && (
        <>
          <h3 className="why-head">Why?</h3>
          <ol className="why">
            {why.map((cause, index) => (
              <Cause key={`${index} ${cause.text}`} cause={cause} />
            ))}
          </ol>
        </>
      )}
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
        setUi({ memoryAt: dpa });
        showDrawer('memory');
      }}
    >
      Show memory
    </Button>
  );
}

/** One link of the chain of causes; it leads to its step, and the selection stays. */
function Cause({ cause }: { readonly cause: InspectorView['why'][number] }) {
  const ids = [`step:${cause.step}`, ...cause.entities];
  return (
    <li>
      <button
        type="button"
        className="line cause"
        title={`Go to step ${cause.step}`}
        onPointerEnter={() => {
          hoverOn(ids);
        }}
        onPointerLeave={hoverOff}
        onFocus={() => {
          hoverOn(ids);
        }}
        onBlur={hoverOff}
        onClick={() => void seek(cause.step)}
      >
        <span className="line-number">{cause.label}</span>
        <span>{cause.text}</span>
      </button>
    </li>
  );
}
