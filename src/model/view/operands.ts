import type { Operand } from '../happening';
import type { RuleFacts } from '../rules/rule';

/** Operands as the rule reads: `56 ≥ 8 + 24 × 2`; one piece for each entry looked at. */
export const operandsText = (rule: RuleFacts, operands: readonly (readonly Operand[])[]): string =>
  operands
    .filter((row) => row.length > 0)
    .map((row) =>
      rule.shows.replace(/\{(\d)\}/g, (_, index: string) => String(row[Number(index)] ?? '')),
    )
    .join(', ');
