import {
  type Causes,
  type CompareWith,
  type EntityId,
  type ExportId,
  type LensId,
  type PasteChoices,
  type RunPosition,
  scenarioWithBranches,
  type Scene,
  stateAt,
} from '../model/index';
import type { ShareWish } from './messages';

/** What a query looks at: the run where the page is, and what earlier queries have kept. */
export interface QueryContext {
  readonly moment: RunPosition;
  readonly scene: Scene;
  /** The causes of the run as far as they are known; it grows with the run. */
  readonly kept: { causes?: Causes | undefined };
}

/** Memory rows that one query gives. */
const MAX_ROWS = 512;

const presentDevice = ({ moment: { timeline, step } }: QueryContext) =>
  stateAt(timeline, step).device;

/**
 * All that the page can ask without changing anything. A query loads what it needs when it is first asked, and gives
 * nothing while no run is open.
 */
export const queries = {
  /** The commands of every interface, for the console. They depend on the profile. */
  async commands() {
    const { commandForms } = await import('../model/view/bytes/command-forms');
    return (asked: QueryContext) => commandForms(presentDevice(asked));
  },
  /** Bytes from field values (decimal, 0x hex, or sizes such as 2MiB); what is left out is zero. */
  async builtPayload(
    opcode: number,
    fields: Readonly<Record<string, string>>,
    items: readonly Readonly<Record<string, string>>[],
  ) {
    const { builtPayload } = await import('../model/view/bytes/payload-form');
    return () => builtPayload(opcode, fields, items);
  },
  /** The fields of hex bytes; reserved bits that are set are told in `problem`. */
  async readPayload(opcode: number, hex: string) {
    const { readPayload } = await import('../model/view/bytes/payload-form');
    return () => readPayload(opcode, hex);
  },
  /** Rows of 16 bytes of device memory from `dpa` on, as the backend holds them. */
  async memoryRows(dpa: number, rows: number) {
    const { memoryRows } = await import('../model/view/device/memory-rows');
    return ({ scene }: QueryContext) => memoryRows(scene, dpa, Math.min(rows, MAX_ROWS));
  },
  /** Awkward moves at the present step, each with what comes of it. */
  async provoke() {
    const { provokeView } = await import('../model/provoke/provoke-view');
    return ({ moment: { timeline, step } }: QueryContext) => provokeView(stateAt(timeline, step));
  },
  /** The run against another, at a row; at the first that differs unless one is given. */
  async compare(what: CompareWith, row?: number) {
    const { compared } = await import('./compare');
    return ({ moment }: QueryContext) => compared(moment, what, row);
  },
  /** Where a jump would go; extents among `selected` are followed, else those of the step. */
  async jumps(selected: readonly EntityId[]) {
    const { jumpsFrom } = await import('../model/view/run/jump');
    return ({ moment: { timeline, step } }: QueryContext) => jumpsFrom(timeline, step, selected);
  },
  /** What is known of an entity. */
  async inspect(id: EntityId) {
    const { inspectorView } = await import('../model/view/inspect/inspector-view');
    return ({ scene }: QueryContext) => inspectorView(scene, id);
  },
  /** Why an entity is as it is: the chain of causes back to what was done from outside. */
  async why(id: EntityId) {
    const { causesOf, whyOf } = await import('../model/view/why');
    return ({ scene, kept }: QueryContext) => {
      kept.causes = causesOf(scene.timeline, kept.causes);
      return whyOf(scene, kept.causes, id);
    };
  },
  /** What the scenario says is to be true. */
  async checks() {
    const { checksView } = await import('../model/view/run/checks-view');
    return ({ moment: { timeline, step } }: QueryContext) => checksView(timeline, step);
  },
  /** The device registers. */
  async registers() {
    const { registersView } = await import('../model/view/device/registers-view');
    return ({ scene }: QueryContext) => registersView(scene);
  },
  /** The host machine as its own tools show it. */
  async machine() {
    const { machineView } = await import('../model/view/host/machine-view');
    return ({ scene }: QueryContext) => machineView(scene);
  },
  /** The device's maps, each region whole, through a lens other than that of the page. */
  async lens(id: LensId) {
    const { lensView } = await import('../model/view/map/lenses');
    return ({ scene }: QueryContext) => lensView(scene, id);
  },
  /** The link of the run, or of the comparison that is shown in its place. */
  async share(wish?: ShareWish) {
    const { shareOf } = await import('./share');
    return ({ moment }: QueryContext) => shareOf(moment, wish);
  },
  /** What a pasted text was understood as; nothing is applied. */
  async pasted(text: string, choices: PasteChoices) {
    const { pastedAt } = await import('./paste');
    return ({ moment }: QueryContext) => pastedAt(moment, text, choices);
  },
  /** The run that a pasted text stands for, as scenario JSON; absent where there is no such device. */
  async pastedScenario(text: string, choices: PasteChoices) {
    const { pastedScenario } = await import('./paste');
    return ({ moment }: QueryContext) => pastedScenario(moment, text, choices);
  },
  /** What the run can go out as. */
  async exportKinds() {
    const { exportKinds } = await import('../model/view/export/exports');
    return ({ moment }: QueryContext) => exportKinds(moment);
  },
  /** The run up to the step looked at, as text; `address` is where it can be opened. */
  async exported(id: ExportId, address?: string) {
    const { exported } = await import('../model/view/export/exports');
    return ({ moment: { timeline, step } }: QueryContext) =>
      exported({ timeline, step, ...(address === undefined ? {} : { address }) }, id);
  },
  /** The run as scenario JSON: the file, and what a restarted worker is given. */
  async scenario() {
    const { writeScenario } = await import('../model/simulation/scenario/write-scenario');
    return ({ moment }: QueryContext) => writeScenario(scenarioWithBranches(moment));
  },
};

type Queries = typeof queries;
export type QueryName = keyof Queries;
export type QueryArgs<N extends QueryName> = Parameters<Queries[N]>;
export type QueryAnswer<N extends QueryName> = Awaited<ReturnType<Awaited<ReturnType<Queries[N]>>>>;

/** A query by its name, as one that takes what it says it takes. */
export const queryOf = <N extends QueryName>(name: N) =>
  queries[name] as unknown as (
    ...args: QueryArgs<N>
  ) => Promise<(asked: QueryContext) => QueryAnswer<N>>;
