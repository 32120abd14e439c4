import type { JsonValue } from '../json';
import { isHostMove, type Action } from './action';
import type { Expectation } from './expectation-schema';
import type { Marked, StepMarks } from './marked';
import { actionForm, actionsOf } from './scenario-forms';
import type { LogForm } from './scenario-schema';

/** The actions that the forms of a file stand for, and the marks on them. The first is step `before` + 1. */
export function markedOf(forms: readonly LogForm[], deviceId: string, before = 0): Marked {
  const actions: Action[] = [];
  const marks: StepMarks[] = [];
  for (const form of forms) {
    if ('expect' in form) {
      expected(marks, before + actions.length, form.expect);
      continue;
    }
    const { off, note, bookmark, ...bare } = form;
    actions.push(...actionsOf(bare, deviceId));
    const mark = marksForm({ off, note, bookmark });
    if (Object.keys(mark).length > 0) marks.push({ step: before + actions.length, ...mark });
  }
  return { actions, ...(marks.length === 0 ? {} : { marks }) };
}

/** Puts a check on the step that the last action of a list is. */
function expected(marks: StepMarks[], step: number, expectation: Expectation): void {
  const last = marks.at(-1);
  const known = last?.step === step ? marks.pop() : undefined;
  marks.push({ step, ...known, expects: [...(known?.expects ?? []), expectation] });
}

/** The forms of actions with their marks; runs of the host's own moves are written as one. */
export function markedForms(
  { actions, marks = [] }: Marked,
  deviceId: string,
  before = 0,
): readonly JsonValue[] {
  const byIndex = new Map(marks.map((mark) => [mark.step - before - 1, mark]));
  const forms: JsonValue[] = [];
  let times = 0;
  for (const [index, action] of actions.entries()) {
    const { expects = [], ...own } = byIndex.get(index) ?? {};
    const mark = marksForm(own);
    if (isPlainNext(action, mark)) {
      if (times > 0) forms.pop();
      times += 1;
      forms.push(times === 1 ? { host: 'next' } : { host: 'next', times });
    } else {
      times = 0;
      forms.push({ ...actionForm(action, deviceId), ...mark });
    }
    if (expects.length > 0) times = 0;
    forms.push(...expects.map((expect) => ({ expect })));
  }
  return forms;
}

/** A move of the host's own with nothing marked on it: one of a run. */
const isPlainNext = (action: Action, mark: MarksForm): boolean =>
  isHostMove(action) && Object.keys(mark).length === 0;

interface MarksForm {
  readonly off?: true;
  readonly note?: string;
  readonly bookmark?: true;
}

const marksForm = ({
  off,
  note,
  bookmark,
}: {
  readonly off?: boolean | undefined;
  readonly note?: string | undefined;
  readonly bookmark?: boolean | undefined;
}): MarksForm => ({
  ...(off === true ? { off } : {}),
  ...(note === undefined ? {} : { note }),
  ...(bookmark === true ? { bookmark } : {}),
});
