import {
  branchesView,
  type Card,
  type Chronicle,
  chronicleOf,
  configCard,
  configProblem,
  definedOnly,
  emptyChronicle,
  mapsView,
  type MapWindow,
  type PageView,
  pageView,
  positionOf,
  profiles,
  type RunPosition,
  type Scene,
  sceneOf,
} from '../model/index';
import { readSource, type Opened } from './opening';
import type { Answer, RunEdit, RunSource, Update, UserAct, When } from './messages';
import type { SimulatorApi } from './protocol';
import {
  queryOf,
  type QueryContext,
  type QueryAnswer,
  type QueryArgs,
  type QueryName,
} from './queries';
import * as sessions from './session';
import type { Outcome, Session } from './session';
import { changesBetween } from './slices';

/** The model as the page talks to it: one session, and what was sent of it. Tools are loaded when first asked for. */
export class Simulator implements SimulatorApi {
  #session: Session | undefined;
  #chronicle: Chronicle = emptyChronicle;
  readonly #kept: QueryContext['kept'] = {};
  #sent: PageView | undefined;
  #window: MapWindow | undefined;
  #serial = 0;

  async open(source: RunSource, run?: string): Promise<Answer> {
    const opened = await readSource(source);
    if ('problem' in opened) return this.#answer(opened.problem);
    const problem = configProblem(opened.scenario.device, profiles[opened.scenario.profile]);
    if (problem !== undefined) return this.#answer(configCard(problem));
    const moment = positionOf(opened.scenario, opened.step);
    const next = sessions.sessionOf(moment, run);
    this.#window = undefined;
    this.#show(source.kind === 'device' ? sessions.replaced(this.#session, next) : next);
    return { ...this.#answer(), ...(await remarksOn(opened, moment)) };
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

  look(window?: MapWindow): Promise<Answer> {
    this.#window = window;
    if (this.#session === undefined || this.#sent === undefined)
      return Promise.resolve(this.#answer());
    const maps = mapsView(this.#scene(this.#session.moment), window);
    this.#sent = { ...this.#sent, maps };
    const base = this.#serial;
    this.#serial += 1;
    const update = { base, serial: this.#serial, slices: { maps } };
    return Promise.resolve({ update, ...definedOnly({ run: this.#session.run }) });
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
    await import('../model/qmp/other-requests');
    return this.#tell((session) => {
      const read = requestsIn(text, session.moment.timeline.start.profile);
      return 'problem' in read ? read : sessions.submit(session, read.requests, when);
    });
  }

  async addPasted(text: string): Promise<Answer> {
    const { addPasted } = await import('./paste');
    return this.#tell((session) => addPasted(session, text));
  }

  undo(): Promise<Answer> {
    return this.#tell((session) => ({ session: sessions.undone(session) }));
  }

  redo(): Promise<Answer> {
    return this.#tell((session) => ({ session: sessions.redone(session) }));
  }

  async doProvocation(id: string): Promise<Answer> {
    const { provoked } = await import('./provoking');
    return this.#tell((session) => provoked(session, id));
  }

  async ask<N extends QueryName>(
    name: N,
    ...args: QueryArgs<N>
  ): Promise<QueryAnswer<N> | undefined> {
    const answer = await queryOf(name)(...args);
    const moment = this.#session?.moment;
    return moment && answer({ moment, scene: this.#scene(moment), kept: this.#kept });
  }

  #scene(moment: RunPosition): Scene {
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
    return { update, ...definedOnly({ problem, run: this.#session?.run }) };
  }

  #update(): Update {
    const base = this.#serial;
    if (this.#session === undefined) return { base, serial: base, slices: {} };
    const { moment } = this.#session;
    const page = pageView(this.#scene(moment), {
      canUndo: sessions.canUndo(this.#session),
      canRedo: sessions.canRedo(this.#session),
      branches: branchesView(moment),
      window: this.#window,
    });
    const changes = changesBetween(this.#sent, page);
    // Slices that did not change keep the identity they had.
    const { steps } = changes.steps === undefined ? (this.#sent ?? page) : page;
    this.#sent = { ...page, ...this.#sent, steps, ...changes.slices };
    this.#serial += 1;
    return { base, serial: this.#serial, ...changes };
  }
}

/** What a link says beside its run: a comparison, and a remark where it was cut or computes something else here. */
async function remarksOn(
  { compare, seen, cut }: Extract<Opened, { readonly scenario: unknown }>,
  moment: RunPosition,
): Promise<Pick<Answer, 'compare' | 'remark'>> {
  const remark =
    cut === undefined
      ? seen && (await import('./link-hash')).hashRemark(moment, seen)
      : (await import('./cut-link')).openedInPart(cut, moment.timeline.frames.length);
  return definedOnly({ compare, remark });
}
