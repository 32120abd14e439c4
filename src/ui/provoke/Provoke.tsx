import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ProvocationCard, ProvokeView } from '../../model/view/page/provoke';
import { useAnswer } from '../simulator/use-answer';
import { Provocation } from './Provocation';
import { useRun } from '../state/run';
import '../drawer/tools.css';
import './provoke.css';

/** Awkward moves that the present step invites, by who is awkward, each tried out beforehand. */
export function Provoke() {
  const playing = useRun((state) => state.playing);
  // Play outruns them.
  const view = useAnswer(playing ? undefined : 'provoke');
  if (view === undefined) return <p className="pane-hint drawer-wait">Trying moves…</p>;
  return <Moves view={view} />;
}

type Group = ProvokeView['groups'][number];

function Moves({ view }: { readonly view: ProvokeView }) {
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string>();
  const possible = view.groups.flatMap(({ cards }) => cards.filter(isPossible));
  const active = possible.find(({ id }) => id === chosen) ?? possible[0];
  useKeptFocus(list, view);
  return (
    <div
      className="tool provoke"
      ref={list}
      onKeyDown={(event) => {
        moveFocus(event, list.current);
      }}
    >
      <p className="note provoke-note">
        Each move was tried here and undone. Upper bar: before; lower bar: after.
      </p>
      {view.groups.map((group) => (
        <GroupOf key={group.who} group={group} active={active?.id} onActive={setChosen} />
      ))}
    </div>
  );
}

type Possible = Extract<ProvocationCard, { readonly does: string }>;
type Impossible = Extract<ProvocationCard, { readonly whyNot: string }>;

const isPossible = (card: ProvocationCard): card is Possible => 'does' in card;
const isImpossible = (card: ProvocationCard): card is Impossible => 'whyNot' in card;

interface GroupProps {
  readonly group: Group;
  readonly active: string | undefined;
  readonly onActive: (id: string) => void;
}

function GroupOf({ group: { label, cards }, active, onActive }: GroupProps) {
  const possible = cards.filter(isPossible);
  const impossible = cards.filter(isImpossible);
  return (
    <section className="sec" aria-label={`${label}: moves`}>
      <div className="sec-head">
        <h2>{label}</h2>
        <span className="mu summary">
          {possible.length} of {cards.length} now
        </span>
      </div>
      {possible.length > 0 && (
        <ul className="provocations" aria-label={`${label}: can be done now`}>
          {possible.map((card) => (
            <Provocation
              key={card.id}
              card={card}
              active={card.id === active}
              onActive={onActive}
            />
          ))}
        </ul>
      )}
      {impossible.length > 0 && (
        <ul className="impossible" aria-label={`${label}: not now`}>
          {impossible.map(({ id, name, whyNot }) => (
            <li key={id}>
              <span>{name}:</span> {whyNot}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const buttonsOf = (list: HTMLElement | null): readonly HTMLElement[] => [
  ...(list?.querySelectorAll<HTMLElement>('[data-provocation]') ?? []),
];

/** The arrows go from move to move, over the groups; Enter does the one that has the focus. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const buttons = buttonsOf(list);
  const now = buttons.findIndex((button) => button === document.activeElement);
  if (now === -1) return;
  const last = buttons.length - 1;
  const next = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: last }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const button = buttons[Math.max(0, Math.min(last, next))];
  button?.focus();
  button?.closest('li')?.scrollIntoView({ block: 'nearest' });
}

/** Doing a move may take it off the list: the focus then goes to the one that Tab stops at. */
function useKeptFocus(list: { readonly current: HTMLElement | null }, view: ProvokeView): void {
  const inside = useRef(false);
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const note = (event: FocusEvent): void => {
      if (event.target instanceof Node) inside.current = element.contains(event.target);
    };
    document.addEventListener('focusin', note);
    return () => {
      document.removeEventListener('focusin', note);
    };
  }, [list]);
  useEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    buttonsOf(list.current)
      .find(({ tabIndex }) => tabIndex === 0)
      ?.focus();
  }, [list, view]);
}
