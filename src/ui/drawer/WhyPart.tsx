import { useEffect, useRef } from 'react';
import type { ChipState, WhyChain, WhyLink, WhyRule } from '../../model/view/page';
import { Swatch } from '../kit/Swatch';
import { hoverOff, hoverOn } from '../entity/highlight';
import { explained } from '../entity/terms';
import { followLink, showRule, whyOf } from '../entity/why';
import { useLinks, wantWhy } from '../state/links';
import { useSlice } from '../state/run';
import './why.css';

/** Why the selected thing is as it is: the answer, and what led to it, from now back to what was done. */
export function WhyPart() {
  const why = useLinks((state) => (state.selection.size > 0 ? state.why : undefined));
  const selected = useLinks((state) => state.selection.size > 0);
  const here = useFocusWhenWanted(why !== undefined || !selected);
  return (
    <section ref={here} tabIndex={-1} className="sec pane-why" aria-label="Why?">
      <div className="sec-head">
        <h2>Why?</h2>
        {why && <Asked at={why.asked} />}
      </div>
      {why === undefined ? (
        <p className="pane-hint">
          {selected
            ? 'Nothing is known of how the selection came to be at this step.'
            : 'Select an extent, blocks, a record, a rule, a byte or a step, or point at it and press W.'}
        </p>
      ) : (
        <>
          {why.view.host && <h3 className="why-side">The device’s side</h3>}
          <Chain chain={why.view} state={why.view.state} causes="Causes, the latest first" />
          {why.view.host && (
            <>
              <h3 className="why-side">The host’s side</h3>
              <Chain
                chain={why.view.host}
                causes="Causes of what the host believes, the latest first"
              />
            </>
          )}
          <Also items={why.view.also} />
        </>
      )}
    </section>
  );
}

interface ChainProps {
  readonly chain: WhyChain;
  readonly state?: ChipState | undefined;
  readonly causes: string;
}

function Chain({ chain, state, causes }: ChainProps) {
  return (
    <>
      <p className="why-says">
        {state && <Swatch state={state} />}
        <span>{chain.sentence}</span>
      </p>
      <ol className="why" aria-label={causes}>
        {chain.links.map((link) => (
          <Link key={link.label} link={link} />
        ))}
      </ol>
    </>
  );
}

function useFocusWhenWanted(ready: boolean) {
  const here = useRef<HTMLElement>(null);
  const wanted = useLinks((state) => state.whyWanted);
  useEffect(() => {
    if (!wanted || !ready) return;
    here.current?.focus();
    wantWhy(false);
  }, [wanted, ready]);
  return here;
}

/** At which step the question was asked, once the page is at another. */
function Asked({ at }: { readonly at: number }) {
  const { step } = useSlice('run');
  return <span className="mu summary">{at === step ? '' : `as asked at step ${at}`}</span>;
}

/** One link: it goes to its step and lights what it speaks of. */
function Link({ link }: { readonly link: WhyLink }) {
  const { step, n, label, text, rule, code, entities } = link;
  const here = useLinks((state) => state.whyAt?.step === step && state.whyAt.n === n);
  return (
    <li>
      <button
        type="button"
        className="line cause"
        title={`Go to step ${step}`}
        aria-current={here ? 'step' : undefined}
        onPointerEnter={() => {
          hoverOn(entities);
        }}
        onPointerLeave={hoverOff}
        onFocus={() => {
          hoverOn(entities);
        }}
        onBlur={hoverOff}
        onClick={() => void followLink(link)}
      >
        <span className="line-number">{label}</span>
        <span>
          {text}
          {code !== undefined && <b className="why-code"> {code}</b>}
        </span>
      </button>
      {rule && <Rule link={link} rule={rule} />}
    </li>
  );
}

/** The rule that decided; it leads to its place among the rules of that step. */
function Rule({ link, rule }: { readonly link: WhyLink; readonly rule: WhyRule }) {
  const { id, section } = rule;
  const text = `${rule.broken ? 'broken' : 'rule'}: ${rule.text}`;
  const says = section === undefined ? text : `${text}, ${section}`;
  if (id === undefined) {
    return (
      <span className="why-rule" title={explained(says)}>
        {says}
      </span>
    );
  }
  return (
    <button type="button" className="why-rule" onClick={() => void showRule(link, id)}>
      {says}
    </button>
  );
}

function Also({ items }: { readonly items: readonly { text: string; entity: string }[] }) {
  if (items.length === 0) return null;
  return (
    <p className="why-also">
      <span className="mu">See also</span>
      {items.map(({ text, entity }) => (
        <button
          key={entity}
          type="button"
          className="lnk"
          onClick={() => {
            whyOf(entity);
          }}
        >
          {text}
        </button>
      ))}
    </p>
  );
}
