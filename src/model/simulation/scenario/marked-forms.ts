import type { JsonValue } from '../../json';
import { isHostMove, type Action } from '../action';
import type { Annotated } from './marked';
import { actionForm } from './scenario-forms';

/** The forms of actions with their marks; runs of the host's own moves are written as one. */
export function markedForms(
  { actions, marks = [] }: Annotated,
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

export const marksForm = ({
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
