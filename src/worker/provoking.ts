import { actionsOf, type Card, stateAt } from '../model/index';
import { actAll, type Outcome, type Session } from './session';

/** Makes a provocation, the host's own moves in it too: one edit. */
export function provoked(session: Session, id: string): Outcome {
  const { timeline, step } = session.moment;
  const actions = actionsOf(stateAt(timeline, step), id);
  return typeof actions === 'string' ? { problem: notNowCard(actions) } : actAll(session, actions);
}

/** A provocation that the present state does not allow. */
const notNowCard = (why: string): Card => ({
  title: 'This cannot be provoked now',
  what: 'The move means nothing at this step.',
  where: [{ text: 'present step' }],
  why,
  evidence: [],
  fix: 'Go to a step where it can be made, or choose another move.',
});
