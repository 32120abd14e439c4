import { commands } from '../../model/mailbox/command-table';
import { codeNumber, codeTitle, hexCode } from '../../model/layouts/return-code';
import type { Consequence, RuleFacts } from '../../model/rules/rule';
import { laddersOf, type ToldLadder } from '../../model/view/rules/ladders';
import { columns, NOTHING, table } from './table';
import '../../model/mailbox/more-commands';

const intro = `
Every rule of the model, by command. The number says when a profile asks it: 1 first, then 2, and
so on; ${NOTHING} where a profile does not ask it. Rules with one number and a letter (5a, 5b) are
tried together on each entry of a list: all of them on the first entry, then all on the second.
Sections are those of CXL r3.1; "QEMU" marks what only the emulation asks, "cxl_test" what only the mock of
Linux does.`;

function consequenceOf(broken: Consequence): string {
  switch (broken.kind) {
    case 'code': {
      const code = codeNumber(broken.code);
      return `\`${hexCode(code)}\` ${codeTitle(code)}`;
    }
    case 'desc':
      return `error: ${broken.desc}`;
    case 'crash':
      return `crash: ${broken.why}`;
    case 'otherwise':
      return `no error: ${broken.to}`;
  }
}

/** `3`, or `5b` for the second rule of a rung that has several; by rule id. */
const placesIn = ({ rungs }: ToldLadder): ReadonlyMap<string, string> =>
  new Map(
    rungs.flatMap(({ rules }, rung) =>
      rules.map(({ id }, i) => [
        id,
        `${rung + 1}${rules.length > 1 ? String.fromCodePoint(97 + i) : ''}`,
      ]),
    ),
  );

/** The rules of a command, those of the first profile first. */
function rulesOf(ladders: readonly ToldLadder[]): readonly RuleFacts[] {
  const all = ladders.flatMap(({ rungs }) => rungs.flatMap(({ rules }) => rules));
  return [...new Map(all.map((rule) => [rule.id, rule])).values()];
}

function titleOf(of: string): string {
  if (of === 'mailbox') return 'Before every mailbox command';
  if (of === 'qmp') return 'Before every QMP command';
  const command = commands.get(Number.parseInt(of, 16));
  return /^[0-9a-f]{4}$/.test(of) && command !== undefined
    ? `${of.toUpperCase()}h ${command.name}`
    : of;
}

function partOf(of: string): string {
  const ladders = columns.map(
    (profile) => laddersOf(profile).find((ladder) => ladder.of === of) ?? { of, rungs: [] },
  );
  const places = ladders.map(placesIn);
  const rows = rulesOf(ladders).map((rule) => [
    `\`${rule.id}\``,
    rule.says,
    rule.section,
    consequenceOf(rule.broken),
    ...places.map((place) => place.get(rule.id) ?? NOTHING),
  ]);
  const heads = ['Rule', 'Says', 'Section', 'If broken', ...columns.map(({ id }) => id)];
  return `## ${titleOf(of)}\n\n${table(heads, rows)}`;
}

/** Every rule, by command and profile. */
export function rulesPage(): string {
  const [first] = columns;
  const names = first === undefined ? [] : laddersOf(first).map(({ of }) => of);
  return ['# Rules', intro, ...names.map(partOf)].join('\n\n');
}
