import { profiles } from '../model/device/profiles/profile';
import { configProblem } from '../model/device/config';
import { momentOf, scenarioWithBranches, type Moment } from '../model/simulation/run/branches';
import { configCard } from '../model/simulation/scenario/config-card';
import { stateAt } from '../model/simulation/run/timeline';
import type {
  Card,
  CommandForm,
  EntityId,
  InspectorView,
  Jumps,
  MemoryRow,
  RegistersView,
  PageView,
} from '../model/view/page';
import type { SimulationState } from '../model/simulation/state';
import type { CompareAnswer, ComparedAt, CompareWith } from '../model/view/page/compare';
import type { ChecksView } from '../model/view/page/checks';
import type { MachineView } from '../model/view/page/machine';
import type { ProvokeView } from '../model/view/page/provoke';
import { branchesView } from '../model/view/run/branches-view';
import { chronicleOf, emptyChronicle, type Chronicle } from '../model/view/scene/chronicle';
import { sceneOf, type Scene } from '../model/view/scene/scene';
import { present } from '../model/view/scene/present';
import type { WhyView } from '../model/view/page/why';
import type { Causes } from '../model/view/why';
import { pageView } from '../model/view/page-view';
import type {
  Answer,
  RunEdit,
  RunSource,
  ShareAnswer,
  SimulatorApi,
  Update,
  UserAct,
  When,
} from './protocol';
import * as sessions from './session';
import type { Outcome, Session } from './session';
import { readSource } from './opening';
import { changesBetween } from './slices';

/** Memory rows that one call gives. */
const MAX_ROWS = 512;

/** The model as the page talks to it: one session, and what was sent of it. Tools are loaded when first asked for. */
export class Simulator implements SimulatorApi {
  #session: Session | undefined;
  #chronicle: Chronicle = emptyChronicle;
  #causes: Causes | undefined;
  #sent: PageView | undefined;
  #serial = 0;

  async open(source: RunSource): Promise<Answer> {
    const opened = await readSource(source);
    if ('problem' in opened) return this.#answer(opened.problem);
    const problem = configProblem(opened.scenario.device, profiles[opened.scenario.profile]);
    if (problem !== undefined) return this.#answer(configCard(problem));
    this.#show(sessions.sessionOf(momentOf(opened.scenario, opened.step)));
    return { ...this.#answer(), ...present({ compare: opened.compare }) };
  }

  everything(): Promise<Answer> {
    this.#sent = undefined;
    return Promise.resolve(this.#answer());
  }

  advance(): Promise<Answer> {
    return this.#tell((session) => sessions.steppedOn(session));
  }

  seek(step: number): Promise<Answer> {
    return this.#tell((session) => ({ session: sessions.sought(session, step) }));
  }

  async act(act: UserAct): Promise<Answer> {
    if (act.kind === 'command') await import('../model/mailbox/more-commands');
    if (act.kind !== 'hostMachine') return this.#tell((session) => sessions.act(session, act));
    const { machineAct } = await import('./machine-acts');
    return this.#tell((session) => machineAct(session, act.deed));
  }

  async edit(wish: RunEdit): Promise<Answer> {
    const { edit } = await import('./session-edits');
    return this.#tell((session) => edit(session, wish));
  }

  async submitQmp(text: string, when: When): Promise<Answer> {
    const { requestsIn } = await import('./requests');
    return this.#tell((session) => {
      const read = requestsIn(text, session.moment.timeline.start.profile);
      return 'problem' in read ? read : sessions.submit(session, read.requests, when);
    });
  }

  undo(): Promise<Answer> {
    return this.#tell((session) => ({ session: sessions.undone(session) }));
  }

  redo(): Promise<Answer> {
    return this.#tell((session) => ({ session: sessions.redone(session) }));
  }

  async commands(): Promise<readonly CommandForm[]> {
    const { commandForms } = await import('../model/view/bytes/command-forms');
    return this.#moment === undefined ? [] : commandForms(presentState(this.#moment).device);
  }

  async buildPayload(
    ...payload: Parameters<SimulatorApi['buildPayload']>
  ): ReturnType<SimulatorApi['buildPayload']> {
    const { builtPayload } = await import('../model/view/bytes/payload-form');
    return builtPayload(...payload);
  }

  async readPayload(opcode: number, hex: string): ReturnType<SimulatorApi['readPayload']> {
    const { readPayload } = await import('../model/view/bytes/payload-form');
    return readPayload(opcode, hex);
  }

  async memoryRows(dpa: number, rows: number): Promise<readonly MemoryRow[]> {
    const { memoryRows } = await import('../model/view/device/memory-rows');
    return this.#moment === undefined
      ? []
      : memoryRows(this.#scene(this.#moment), dpa, Math.min(rows, MAX_ROWS));
  }

  async provoke(): Promise<ProvokeView | undefined> {
    const { provokeView } = await import('../model/provoke/provoke-view');
    return this.#moment === undefined ? undefined : provokeView(presentState(this.#moment));
  }

  async doProvocation(id: string): Promise<Answer> {
    const { provoked } = await import('./provoking');
    return this.#tell((session) => provoked(session, id));
  }

  async compare(what: CompareWith, row?: number): Promise<CompareAnswer> {
    const { compared } = await import('./compare');
    return this.#moment === undefined ? {} : compared(this.#moment, what, row);
  }

  async jumps(selected: readonly EntityId[]): Promise<Jumps | undefined> {
    const { jumpsFrom } = await import('../model/view/run/jump');
    const moment = this.#moment;
    return moment === undefined ? undefined : jumpsFrom(moment.timeline, moment.step, selected);
  }

  async inspect(id: EntityId): Promise<InspectorView | undefined> {
    const { inspectorView } = await import('../model/view/inspect/inspector-view');
    return this.#moment === undefined ? undefined : inspectorView(this.#scene(this.#moment), id);
  }

  async why(id: EntityId): Promise<WhyView | undefined> {
    const { causesOf, whyOf } = await import('../model/view/why');
    if (this.#moment === undefined) return undefined;
    const scene = this.#scene(this.#moment);
    this.#causes = causesOf(scene.timeline, this.#causes);
    return whyOf(scene, this.#causes, id);
  }

  async checks(): Promise<ChecksView | undefined> {
    const { checksView } = await import('../model/view/run/checks-view');
    const moment = this.#moment;
    return moment === undefined ? undefined : checksView(moment.timeline, moment.step);
  }

  async registers(): Promise<RegistersView | undefined> {
    const { registersView } = await import('../model/view/device/registers-view');
    return this.#moment === undefined ? undefined : registersView(this.#scene(this.#moment));
  }

  async machine(): Promise<MachineView | undefined> {
    const { machineView } = await import('../model/view/host/machine-view');
    return this.#moment === undefined ? undefined : machineView(this.#scene(this.#moment));
  }

  async share(compare?: ComparedAt): Promise<ShareAnswer> {
    const { shareOf } = await import('./share');
    return this.#moment === undefined ? { characters: 0 } : shareOf(this.#moment, compare);
  }

  async scenario(): Promise<string> {
    const { writeScenario } = await import('../model/simulation/scenario/write-scenario');
    return this.#moment === undefined ? '' : writeScenario(scenarioWithBranches(this.#moment));
  }

  get #moment(): Moment | undefined {
    return this.#session?.moment;
  }

  #scene(moment: Moment): Scene {
    return sceneOf(moment, this.#chronicle);
  }

  /** Does something to the session, if there is one, and tells what came of it. */
  #tell(change: (session: Session) => Outcome): Promise<Answer> {
    if (this.#session === undefined) return Promise.resolve(this.#answer());
    const outcome = change(this.#session);
    if ('problem' in outcome) return Promise.resolve(this.#answer(outcome.problem));
    this.#show(outcome.session);
    const { kept } = outcome;
    const answer = this.#answer();
    return Promise.resolve(kept === undefined ? answer : { ...answer, kept });
  }

  #show(session: Session): void {
    this.#session = session;
    this.#chronicle = chronicleOf(session.moment.timeline.frames, this.#chronicle);
  }

  #answer(problem?: Card): Answer {
    const update = this.#update();
    return problem === undefined ? { update } : { update, problem };
  }

  #update(): Update {
    const base = this.#serial;
    if (this.#session === undefined) return { base, serial: base, slices: {} };
    const { moment, past, future } = this.#session;
    const page = pageView(this.#scene(moment), {
      canUndo: past.length > 0,
      canRedo: future.length > 0,
      branches: branchesView(moment),
    });
    const changes = changesBetween(this.#sent, page);
    // Slices that did not change keep the identity they had.
    const { steps } = changes.steps === undefined ? (this.#sent ?? page) : page;
    this.#sent = { ...page, ...this.#sent, steps, ...changes.slices };
    this.#serial += 1;
    return { base, serial: this.#serial, ...changes };
  }
}

const presentState = ({ timeline, step }: Moment): SimulationState => stateAt(timeline, step);
