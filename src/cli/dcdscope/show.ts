import { scenarioWithExpectation } from './expected';
import {
  pasteView,
  scenarioOf,
  stateAt,
  summaryOf,
  textMap,
  type Timeline,
  timelineOf,
  writeScenario,
} from '../../model/index';
import { plainRun, sourceOf, type Source } from './source';

/** A run that can be shown, and the step that its link looks at. */
interface Shown {
  readonly timeline: Timeline;
  readonly step: number;
}

const shownOf = (source: Source, wished: number | undefined): Shown | string => {
  if (source.kind === 'problem') return source.problem;
  const timeline = source.kind === 'scenario' ? timelineOf(source.scenario) : source.run.timeline;
  if (timeline === undefined) return 'There is no such device.';
  const last = timeline.frames.length;
  const own = source.kind === 'scenario' ? source.step : undefined;
  return { timeline, step: Math.min(Math.max(wished ?? own ?? last, 0), last) };
};

/** Prints the steps of a run up to one, and the map of the device there. Exit code 0, or 2 where it cannot be read. */
export async function run(name: string, wished: number | undefined): Promise<number> {
  const shown = shownOf(await sourceOf(name), wished);
  if (typeof shown === 'string') return unreadable(shown);
  const { timeline, step } = shown;
  const lines = timeline.frames.slice(0, step).map((frame, index) => {
    const { sentence, effect, code } = summaryOf({ ...frame, before: stateAt(timeline, index) });
    const told = [code, effect].filter((part) => part !== undefined && part !== '').join(' · ');
    return `${String(index + 1).padStart(4)}  ${sentence}${told === '' ? '' : `  [${told}]`}`;
  });
  print([timeline.title, ...lines, '', ...textMap(stateAt(timeline, step))]);
  return 0;
}

/** Prints what a text was understood as; its scenario where that is asked for. */
export async function importText(name: string, asScenario: boolean): Promise<number> {
  const source = await sourceOf(name);
  if (source.kind === 'problem') return unreadable(source.problem);
  const { timeline } =
    source.kind === 'scenario' ? { timeline: timelineOf(source.scenario) } : source.run;
  if (asScenario && timeline !== undefined) {
    process.stdout.write(writeScenario(scenarioOf(timeline)));
    return 0;
  }
  if (source.kind === 'scenario') return run(name, undefined);
  print(understood(source.text));
  return 0;
}

function understood(text: string): readonly string[] {
  const view = pasteView(text, plainRun, {});
  const lines = ({ from, to }: { readonly from: number; readonly to: number }): string =>
    from === to ? `${from}` : `${from}-${to}`;
  const different = view.compared[view.agree];
  return [
    view.sum,
    ...(view.generation === undefined ? [] : [view.generation.title]),
    `Rules   ${view.profile.label} (${view.profile.because})`,
    `Host    ${view.twin.label} (${view.twin.because})`,
    `Device  ${view.device.says} (${view.device.origin})`,
    '',
    ...view.kinds.map((each) => `${lines(each).padStart(11)}  ${each.label}`),
    '',
    ...view.rows.map(
      (row) =>
        `${(row.step === row.lastStep ? `${row.step}` : `${row.step}-${row.lastStep}`).padStart(11)}  ` +
        `${row.says}${row.refused === undefined ? '' : ` ${row.refused}`} (${row.origin}${row.lines === undefined ? '' : `, line ${lines(row.lines)}`})`,
    ),
    ...view.remarks.map(
      (each) => `${lines(each).padStart(11)}  ${each.kind}: ${each.text} ${each.fix ?? ''}`,
    ),
    ...(view.compared.length === 0
      ? []
      : different === undefined
        ? ['', `Text and model agree in all ${view.compared.length} places.`]
        : [
            '',
            `First difference: line ${lines(different)}, step ${different.step}, ${different.says}`,
            `  the text   ${different.log}`,
            `  the model  ${different.model}`,
            ...(view.cause === undefined ? [] : [`  likely     ${view.cause.says}`]),
          ]),
  ];
}

/** Prints the scenario with what is true at a step as a check of it. */
export async function expectStep(name: string, wished: number | undefined): Promise<number> {
  const shown = shownOf(await sourceOf(name), wished);
  if (typeof shown === 'string') return unreadable(shown);
  if (shown.step === 0) return unreadable('Before the first step nothing can be expected.');
  process.stdout.write(writeScenario(scenarioWithExpectation(shown.timeline, shown.step)));
  return 0;
}

function unreadable(problem: string): number {
  console.error(problem);
  return 2;
}

const print = (lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};
