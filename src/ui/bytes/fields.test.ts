import { describe, expect, test } from 'vitest';
import type { FieldView } from '../../model/view/page';
import { fieldMark, fieldOfByte, offsetText, stripLabels } from './fields';

function field(
  path: string,
  offset: number,
  size: number,
  entities: readonly string[] = [],
): FieldView {
  return {
    path,
    label: path,
    offset,
    size,
    type: 'u8',
    value: '0',
    reserved: false,
    bad: false,
    entities,
  };
}

const fields = [field('uuid', 0, 4), field('dpa', 6, 2, ['extent:3'])];
const tab = { bytes: new Uint8Array(8), fields };

test('every byte knows its field, and those of none say so', () => {
  expect([...fieldOfByte(tab)]).toEqual([0, 0, 0, 0, -1, -1, 1, 1]);
});

describe('marks', () => {
  const none: ReadonlySet<string> = new Set();
  const marked = (hover: string[], selection: string[] = []) =>
    fields.map((each) =>
      fieldMark('in', each, { hover: new Set(hover), selection: new Set(selection) }),
    );

  test('a field is marked by its own name, in its own tab', () => {
    expect(marked(['field:in:dpa'])).toEqual([undefined, 'hovered']);
    expect(marked(['field:out:dpa'])).toEqual([undefined, undefined]);
    expect(marked([], ['field:in:uuid'])).toEqual(['selected', undefined]);
  });

  test('a field that speaks of an extent is linked to it', () => {
    expect(marked([], ['extent:3'])).toEqual([undefined, 'linked']);
    expect(fieldMark('in', field('tag', 0, 1), { hover: none, selection: none })).toBeUndefined();
  });
});

test('labels under the strip never touch, and the marked one is there', () => {
  const crowded = {
    bytes: new Uint8Array(16),
    fields: Array.from({ length: 16 }, (_, index) => field(`field${index}`, index, 1)),
  };
  const labels = stripLabels(crowded, 200, 9);
  expect(labels.map((label) => label.index)).toContain(9);
  const middles = labels.map((label) => label.at * 200).sort((a, b) => a - b);
  middles.slice(1).forEach((middle, index) => {
    expect(middle - (middles[index] ?? 0)).toBeGreaterThanOrEqual(36);
  });
});

test('offsets are written as in the specification', () => {
  expect([0, 0x38, 0x120].map(offsetText)).toEqual(['00h', '38h', '120h']);
});
