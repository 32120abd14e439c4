import { profiles } from '../model/device/profile';
import { configProblem } from '../model/device/config';
import { readQmpSession } from '../model/interop/qmp-session';
import {
  acted,
  advanced,
  queued,
  scenarioOf,
  stateAt,
  timelineOf,
  type Moment,
} from '../model/simulation/timeline';
import { readScenario, writeScenario, type Scenario } from '../model/simulation/scenario';
import type {
  Card,
  CommandForm,
  EntityId,
  InspectorView,
  MemoryRow,
  PageView,
} from '../model/view/page';
import { commandForms } from '../model/view/command-forms';
import { memoryRows } from '../model/view/memory-view';
import { builtPayload, readPayload } from '../model/view/payload-form';
import { chronicleOf, emptyChronicle, type Chronicle } from '../model/view/chronicle';
import { inspectorView } from '../model/view/inspector-view';
import { sceneOf } from '../model/view/moment';
import { pageView } from '../model/view/page-view';
import { actionOf, isProfile, scenarioOfForm } from './acts';
import { configCard, emptyCard, textCard, unknownCard } from './cards';
import { examples } from './examples';
import { decodeLink, encodeLink, linkProblem } from './link';
import type { Answer, RunSource, ShareAnswer, SimulatorApi, Update, UserAct } from './protocol';
import { changedSlices } from './slices';

/** Memory rows that one call gives. */
const MAX_ROWS = 512;

type Opened = { readonly scenario: Scenario; readonly step: number } | { readonly problem: Card };

/** The model as the page talks to it: one run, the step looked at, and what was sent of it. */
export class Simulator implements SimulatorApi {
  #moment: Moment | undefined;
  #past: readonly Moment[] = [];
  #future: readonly Moment[] = [];
  #chronicle: Chronicle = emptyChronicle;
  #sent: PageView | undefined;
  #serial = 0;

  async open(source: RunSource): Promise<Answer> {
    const opened = await this.#read(source);
    if ('problem' in opened) return this.#answer(opened.problem);
    const problem = configProblem(opened.scenario.device, profiles[opened.scenario.profile]);
    if (problem !== undefined) return this.#answer(configCard(problem));
    const timeline = timelineOf(opened.scenario);
    this.#past = [];
    this.#future = [];
    this.#show({ timeline, step: Math.min(opened.step, timeline.frames.length) });
    return this.#answer();
  }

  everything(): Promise<Answer> {
    this.#sent = undefined;
    return Promise.resolve(this.#answer());
  }

  advance(): Promise<Answer> {
    const moment = this.#moment;
    if (moment !== undefined) {
      const next = advanced(moment);
      if (next.timeline !== moment.timeline) this.#edit(next);
      else this.#show(next);
    }
    return Promise.resolve(this.#answer());
  }

  seek(step: number): Promise<Answer> {
    const moment = this.#moment;
    if (moment !== undefined) {
      const last = moment.timeline.frames.length;
      this.#show({ ...moment, step: Math.min(Math.max(0, Math.trunc(step)), last) });
    }
    return Promise.resolve(this.#answer());
  }

  act(act: UserAct): Promise<Answer> {
    const moment = this.#moment;
    if (moment === undefined) return Promise.resolve(this.#answer());
    if (act.kind === 'chooseProfile')
      return Promise.resolve(this.#chooseProfile(moment, act.profile));
    const action = actionOf(act);
    if ('problem' in action) return Promise.resolve(this.#answer(action.problem));
    this.#edit(acted(moment, action));
    return Promise.resolve(this.#answer());
  }

  submitQmp(text: string, when: 'now' | 'queue'): Promise<Answer> {
    const moment = this.#moment;
    const session = readQmpSession(text);
    if (!session.ok) return Promise.resolve(this.#answer(textCard(session.problem)));
    if (session.commands.length === 0) return Promise.resolve(this.#answer(emptyCard));
    if (moment === undefined) return Promise.resolve(this.#answer());
    const requests = session.commands.map(({ execute, arguments: args }) => ({
      execute,
      arguments: args,
    }));
    this.#edit(
      when === 'queue'
        ? { ...moment, timeline: queued(moment.timeline, requests) }
        : requests.reduce<Moment>(
            (next, request) => acted(next, { kind: 'qmp', ...request }),
            moment,
          ),
    );
    return Promise.resolve(this.#answer());
  }

  commands(): Promise<readonly CommandForm[]> {
    const moment = this.#moment;
    return Promise.resolve(
      moment === undefined ? [] : commandForms(stateAt(moment.timeline, moment.step).device),
    );
  }

  buildPayload(
    opcode: number,
    fields: Readonly<Record<string, string>>,
    items: readonly Readonly<Record<string, string>>[],
  ): ReturnType<SimulatorApi['buildPayload']> {
    return Promise.resolve(builtPayload(opcode, fields, items));
  }

  readPayload(opcode: number, hex: string): ReturnType<SimulatorApi['readPayload']> {
    return Promise.resolve(readPayload(opcode, hex));
  }

  memoryRows(dpa: number, rows: number): Promise<readonly MemoryRow[]> {
    return Promise.resolve(
      this.#moment === undefined
        ? []
        : memoryRows(sceneOf(this.#moment, this.#chronicle), dpa, Math.min(rows, MAX_ROWS)),
    );
  }

  undo(): Promise<Answer> {
    const before = this.#past.at(-1);
    if (before !== undefined && this.#moment !== undefined) {
      this.#future = [this.#moment, ...this.#future];
      this.#past = this.#past.slice(0, -1);
      this.#show(before);
    }
    return Promise.resolve(this.#answer());
  }

  redo(): Promise<Answer> {
    const [after, ...rest] = this.#future;
    if (after !== undefined && this.#moment !== undefined) {
      this.#past = [...this.#past, this.#moment];
      this.#future = rest;
      this.#show(after);
    }
    return Promise.resolve(this.#answer());
  }

  inspect(id: EntityId): Promise<InspectorView | undefined> {
    return Promise.resolve(
      this.#moment === undefined
        ? undefined
        : inspectorView(sceneOf(this.#moment, this.#chronicle), id),
    );
  }

  async share(): Promise<ShareAnswer> {
    const moment = this.#moment;
    if (moment === undefined) return { characters: 0 };
    const text = writeScenario(scenarioOf(moment.timeline));
    const { title } = moment.timeline;
    const fragment = await encodeLink(text, { title, step: moment.step });
    const problem = linkProblem(fragment.length, new TextEncoder().encode(text).length);
    const tooBig = problem !== undefined && !(await decodeLink(fragment)).ok;
    return {
      characters: fragment.length,
      ...(tooBig ? {} : { fragment }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  scenario(): Promise<string> {
    return Promise.resolve(
      this.#moment === undefined ? '' : writeScenario(scenarioOf(this.#moment.timeline)),
    );
  }

  async #read(source: RunSource): Promise<Opened> {
    switch (source.kind) {
      case 'example': {
        const example = examples.get(source.id);
        return example === undefined ? fromText('', 0) : fromText(example.text, example.step);
      }
      case 'link': {
        const link = await decodeLink(source.fragment);
        return link.ok ? fromText(link.text, link.step) : { problem: link.problem };
      }
      case 'scenario':
        return fromText(source.text, source.step ?? 0);
      case 'device':
        return scenarioOfForm(source.device);
    }
  }

  /** The same actions on another device: a profile is a way to play the run, not a step of it. */
  #chooseProfile({ timeline, step }: Moment, profile: string): Answer {
    if (!isProfile(profile)) return this.#answer(unknownCard('profile', profile));
    const problem = configProblem(timeline.start.device, profiles[profile]);
    if (problem !== undefined) return this.#answer(configCard(problem));
    const scenario = { ...scenarioOf(timeline), profile };
    this.#edit({ timeline: timelineOf(scenario), step });
    return this.#answer();
  }

  #edit(moment: Moment): void {
    if (this.#moment !== undefined) this.#past = [...this.#past, this.#moment];
    this.#future = [];
    this.#show(moment);
  }

  #show(moment: Moment): void {
    this.#moment = moment;
    this.#chronicle = chronicleOf(moment.timeline.frames, this.#chronicle);
  }

  #answer(problem?: Card): Answer {
    const update = this.#update();
    return problem === undefined ? { update } : { update, problem };
  }

  #update(): Update {
    const base = this.#serial;
    if (this.#moment === undefined) return { base, serial: base, slices: {} };
    const page = pageView(sceneOf(this.#moment, this.#chronicle), {
      canUndo: this.#past.length > 0,
      canRedo: this.#future.length > 0,
    });
    const slices = changedSlices(this.#sent, page);
    // Slices that did not change keep the identity they had.
    this.#sent = this.#sent === undefined ? page : { ...this.#sent, ...slices };
    this.#serial += 1;
    return { base, serial: this.#serial, slices };
  }
}

function fromText(text: string, step: number): Opened {
  const read = readScenario(text);
  return read.ok ? { scenario: read.scenario, step } : { problem: read.problem };
}
