import type { SimulationState } from '../simulation/state';
import type { EntityId, Tone } from '../view/page';
import type { Culprit, ProvocationCard, ProvokedOutcome, ProvokeView } from '../view/page/provoke';
import { summaryOf } from '../view/words/summary';
import type { StepInput } from '../view/words/words';
import type { Outcome } from './coming';
import { miniMapsFrom } from './mini-map';
import type { Move } from './move';
import { nowOf, type ProvokeContext } from './now';
import { movesOf, tried, type Tried } from './tried';

interface Kind {
  readonly verdict: string;
  readonly tone: Tone;
  /** What the outcome sentence of the step does not say. */
  readonly also: string;
}

const kinds: Readonly<Record<Outcome['kind'], Kind>> = {
  crash: { verdict: 'QEMU dies', tone: 'crash', also: '' },
  refused: { verdict: 'refused', tone: 'refused', also: '' },
  fault: { verdict: 'fault', tone: 'refused', also: '' },
  lost: { verdict: 'record lost', tone: 'note', also: ' Not every record fits the event log.' },
  declined: { verdict: 'host refuses', tone: 'note', also: '' },
  kept: { verdict: 'host keeps it', tone: 'note', also: '' },
  unheard: {
    verdict: 'offer unheard',
    tone: 'note',
    also: ' An offer waits of which the host does not know.',
  },
  differs: {
    verdict: 'they differ',
    tone: 'note',
    also: ' Host and device no longer hold the same.',
  },
  done: { verdict: 'done', tone: 'ok', also: '' },
};

/** Entities that one card may light. */
const MOST_ENTITIES = 64;

type Drawn = ReturnType<typeof miniMapsFrom>;

/** Why a device refused, or died. */
function reasonIn({ reply }: StepInput): string | undefined {
  if (reply.kind === 'crash') return reply.why;
  return 'refused' in reply ? reply.refused.because : undefined;
}

function outcomeOf(made: Tried, after: SimulationState, drawn: Drawn): ProvokedOutcome {
  const { steps, coming, telling } = made;
  const { verdict, tone, also } = kinds[coming.kind];
  const summary = telling === undefined ? undefined : summaryOf(telling);
  const code = summary?.tone === 'refused' ? summary.code : undefined;
  const because = telling === undefined ? undefined : reasonIn(telling);
  const entities = new Set<EntityId>(steps.flatMap((step) => [...summaryOf(step).entities]));
  return {
    verdict,
    tone,
    sentence: `${summary?.sentence ?? 'Nothing happens.'}${also}`,
    ...(code === undefined ? {} : { code }),
    ...(because === undefined ? {} : { because }),
    steps: steps.length,
    maps: drawn(after),
    entities: [...entities].slice(0, MOST_ENTITIES),
  };
}

function cardOf(now: ProvokeContext, move: Move, drawn: Drawn): ProvocationCard {
  const { id, name, does } = move;
  const made = tried(now.state, move, now);
  if (typeof made === 'string') return { id, name, whyNot: made };
  const after = made.steps.at(-1)?.state ?? now.state;
  return { id, name, does, outcome: outcomeOf(made, after, drawn) };
}

const culprits: readonly { readonly who: Culprit; readonly label: string }[] = [
  { who: 'host', label: 'Host' },
  { who: 'fm', label: 'Fabric manager' },
  { who: 'device', label: 'Device and machine' },
];

/** Every awkward move at a state with what it would come to; those that cannot be made stand last in their group. */
export function provokeView(state: SimulationState): ProvokeView {
  const now = nowOf(state);
  const drawn = miniMapsFrom(state);
  const groups = culprits.map(({ who, label }) => {
    const cards = movesOf[who].map((move) => cardOf(now, move, drawn));
    return {
      who,
      label,
      cards: [
        ...cards.filter((card) => 'outcome' in card),
        ...cards.filter((card) => 'whyNot' in card),
      ],
    };
  });
  return { groups };
}
