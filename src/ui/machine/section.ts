import type { MachineView } from '../../model/view/page/machine';
import type { UserAct } from '../../worker/protocol';

/** What a user of the host machine can do. */
export type MachineAct = Extract<UserAct, { kind: 'hostMachine' }>['deed'];

/** What each part of the host machine's pane is given. */
export interface SectionProps {
  readonly view: MachineView;
  readonly onAct: (deed: MachineAct) => void;
}
