import type { Operand } from '../../happening';
import { hex } from '../../units';
import type { RuleFacts } from '../../rules/rule';

/** Operands as the rule reads: `56 ≥ 8 + 24 × 2`; one piece for each entry looked at. */
export const operandsText = (rule: RuleFacts, operands: readonly (readonly Operand[])[]): string =>
  operands
    .filter((row) => row.length > 0)
    .map((row) =>
      rule.shows.replace(/\{(\d)\}/g, (_, index: string) => printed(row[Number(index)])),
    )
    .join(', ');

const relation = / [=≠<>≤≥] /;

/** The same of a rule that was broken: a relation alone would read as if it held. */
export const brokenText: typeof operandsText = (rule, operands) => {
  const text = operandsText(rule, operands);
  return relation.test(rule.shows) && text !== '' ? `${text} does not hold` : text;
};

/** Wide values are addresses and lengths, and read best in hex. */
const printed = (operand: Operand | undefined): string =>
  typeof operand === 'bigint' ? hex(operand) : String(operand ?? '');
