import { type Card, type MachineDeed, machineDeedOf } from '../model/index';
import { actAll, type Outcome, type Session } from './session';

/** Does a deed that a scenario can be written with: whatever else was typed is told and not done. */
export function machineAct(session: Session, deed: MachineDeed): Outcome {
  const described = machineDeedOf(deed);
  return 'deed' in described
    ? actAll(session, [{ kind: 'host', ...described.deed }])
    : { problem: notADeedCard(described.expected) };
}

/** Something for the host to do that is not written as it should be. */
const notADeedCard = (expected: string): Card => ({
  title: 'The host cannot be told to do this',
  what: `Something else was given where ${expected} was expected.`,
  where: [],
  why: 'Nothing was done.',
  evidence: [],
  fix: `Give ${expected}.`,
});
