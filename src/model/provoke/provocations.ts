import { invariant } from '../assert';
import type { SimulationState } from '../simulation/state';
import { nextMove } from '../simulation/steps/host-step';
import { step } from '../simulation/steps/step';
import { HOST_MOVE, type Action } from '../simulation/action';
import type { Culprit } from '../view/page/provoke';
import type { Step } from '../view/words/words';
import { cameOf, type Coming } from './coming';
import { fmFloods } from './fm-floods';
import { fmOffers } from './fm-offers';
import { fmReleases } from './fm-releases';
import { hostAnswers } from './host-answers';
import { hostReleases } from './host-releases';
import { machineMoves } from './machine';
import { mockFmPlans } from './mock-fm';
import { mockHostPlans } from './mock-host';
import { nowOf, type Now } from './now';
import { HOST_GOES_ON, type Act, type Plan, type PlanOf, type Provocation } from './provocation';

const LARGE_BLOCKS = 'A block of this device is as large as what Linux maps at a time.';
const onlyTagged = 'QEMU keeps no tags: choose the device rules of the kernel’s mock.';

/** Moves that only the kernel’s mock allows: it keeps tags, and has blocks smaller than what Linux maps. */
const onlyOnMock: readonly Provocation[] = [
  { id: 'off-grid', name: 'Offer what Linux cannot map', plan: () => LARGE_BLOCKS },
  { id: 'same-tag', name: 'Offer the same tag twice', plan: () => onlyTagged },
  { id: 'sequence-gap', name: 'Leave a gap in the sequence', plan: () => onlyTagged },
  { id: 'one-of-tag', name: 'Ask one extent of a tag back', plan: () => onlyTagged },
];

/** Every awkward move there is, by who is awkward. */
export const provocationsOf: Readonly<Record<Culprit, readonly Provocation[]>> = {
  host: [...hostAnswers, ...hostReleases],
  fm: [...fmOffers, ...fmFloods, ...fmReleases, ...onlyOnMock],
  device: machineMoves,
};

/** The same in one list. */
export const provocations: readonly Provocation[] = Object.values(provocationsOf).flat();

/** Moves that come to the same on the kernel's mock. */
const asOnQemu = [
  'clear-newest',
  'clear-unread',
  'lose-closing',
  'fill-log',
  'watchdog',
  'ask-in-use',
  'restart',
];

const planNamed = (id: string): PlanOf => {
  const provocation = provocations.find((each) => each.id === id);
  invariant(provocation !== undefined, `there is a provocation ${id}`);
  return provocation.plan;
};

/** The most moves a host is left to make in one provocation. */
const MOST_MOVES = 60;

/** A provocation carried out on a state that is not changed by it. */
export interface Tried {
  readonly plan: Plan;
  readonly steps: readonly Step[];
  readonly coming: Coming;
  /** The step that tells best what came of it. */
  readonly telling: Step | undefined;
}

function done(before: SimulationState, action: Action): Step {
  return { ...step(before, action), action, before };
}

function carriedOut(state: SimulationState, acts: readonly Act[]): readonly Step[] {
  const steps: Step[] = [];
  const now = (): SimulationState => steps.at(-1)?.state ?? state;
  for (const act of acts) {
    if (act !== HOST_GOES_ON) {
      steps.push(done(now(), act));
      continue;
    }
    for (let moves = 0; moves < MOST_MOVES && nextMove(now()) !== undefined; moves += 1) {
      steps.push(done(now(), HOST_MOVE));
    }
  }
  return steps;
}

const mockPlans: Readonly<Record<string, PlanOf>> = {
  ...Object.fromEntries(asOnQemu.map((id) => [id, planNamed(id)])),
  ...mockHostPlans,
  ...mockFmPlans,
};
// No plan may be there for a move that is not.
Object.keys(mockPlans).forEach(planNamed);

/** The kernel's mock looks at so little that most moves come to something else there. */
const planOn = ({ profile }: Now, { id, plan }: Provocation): PlanOf =>
  profile.updates === 'wholeExtents' ? (mockPlans[id] ?? noneOnMock) : plan;

const noneOnMock: PlanOf = () => 'The kernel’s mock has no such move.';

/** Tries a provocation on a state: what comes of it, or why it cannot be made. */
export function tried(
  state: SimulationState,
  provocation: Provocation,
  now = nowOf(state),
): Tried | string {
  if (state.device.crashed !== undefined) return 'QEMU is gone. Step back before the crash.';
  const made = planOn(now, provocation)(now);
  if (typeof made === 'string') return made;
  const steps = carriedOut(state, made.acts);
  return { plan: made, steps, ...cameOf(state, steps) };
}

/** The actions of a provocation at a state, the host's own moves among them; why not, where it cannot be made. */
export function actionsOf(state: SimulationState, id: string): readonly Action[] | string {
  const provocation = provocations.find((each) => each.id === id);
  if (provocation === undefined) return 'There is no such provocation.';
  const made = tried(state, provocation);
  return typeof made === 'string' ? made : made.steps.map(({ action }) => action);
}
