import type { RuleChecked } from '../../happening';
import { codeNumber, hexCode } from '../../layouts/return-code';
import type { RuleFacts } from '../../rules/rule';
import { inputPaths } from '../bytes/bytes-view';
import { happeningsOf, firstHappening } from '../scene/gather';
import type { Scene } from '../scene/scene';
import { ruleEntity } from '../words/names';
import { operandsText } from '../words/operands';
import type { LadderView } from '../page';
import { shownVerdict } from '../page/rule-verdict';
import { ruleBook } from './rule-book';
import { profileOf } from '../../device/device-state';

/** The checks of this step's command, in the order they were made. */
export function ladderView(scene: Scene): LadderView {
  const { happenings } = scene;
  const checks = happeningsOf(happenings, 'ruleChecked');
  const opcode = firstHappening(happenings, 'commandReceived')?.opcode;
  const execute =
    firstHappening(happenings, 'qmpReceived')?.execute ??
    firstHappening(happenings, 'lineWritten')?.file;
  const command = opcode === undefined ? execute : hexCode(opcode, 4);
  if (command === undefined)
    return { title: 'Rules', summary: 'no command in this step', rules: [] };
  const stopped = checks.findIndex(({ verdict }) => verdict === 'refused');
  const note = noteOn(scene);
  const paths = inputPaths(scene);
  return {
    title: `Rules of ${command}`,
    summary: checks.length === 0 ? 'nothing is checked' : summaryOf(stopped, checks),
    rules: checks.flatMap((check) => ruleRow(check, paths)),
    ...(note === undefined ? {} : { note }),
  };
}

function summaryOf(stopped: number, checks: readonly RuleChecked[]): string {
  if (stopped !== -1) return `stopped at ${stopped + 1} of ${checks.length}`;
  const turned = checks.filter((check) => shownVerdict(check) === 'turned').length;
  const held = `${checks.length - turned} of ${checks.length} held`;
  return turned === 0 ? held : `${held}, ${turned} turned it aside`;
}

function ruleRow(check: RuleChecked, paths: ReadonlySet<string>): LadderView['rules'] {
  const facts = ruleBook.get(check.rule);
  if (facts === undefined) return [];
  return [
    {
      id: ruleEntity(check.rule),
      says: facts.says,
      operands:
        check.verdict === 'notReached' ? 'not reached' : operandsText(facts, check.operands),
      code: consequence(facts),
      section: facts.section,
      verdict: shownVerdict(check),
      entities: [
        ruleEntity(check.rule),
        ...(check.at !== undefined && paths.has(check.at) ? [`field:in:${check.at}`] : []),
      ],
    },
  ];
}

function consequence({ broken }: RuleFacts): string {
  switch (broken.kind) {
    case 'code':
      return hexCode(codeNumber(broken.code));
    case 'desc':
      return 'error';
    case 'crash':
      return 'crash';
    case 'otherwise':
      return '–';
  }
}

const noteOn = ({ after, happenings }: Scene): string | undefined =>
  profileOf(after.device).countsPendingInLimit &&
  happeningsOf(happenings, 'ruleChecked').some(({ rule }) => rule === '4802.limit')
    ? `${profileOf(after.device).label} counts each extent of this answer twice against its limit of ${profileOf(after.device).extentLimit}.`
    : undefined;
