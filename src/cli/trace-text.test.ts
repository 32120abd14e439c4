import { expect, test } from 'vitest';
import { traceIn } from './trace-text';

const head = `{"format":1,"name":"x","qemu_version":"11.1.3",
 "device":{"config":{"static_mb":256,"dc_mb":1024,"num_regions":2}},
 "steps":[
`;
const good = '  {"op":"event_status","result":0}';

test('a trace is read', () => {
  const read = traceIn(`${head}${good}\n]}`);
  expect(typeof read === 'string' ? read : read.steps.length).toBe(1);
});

test.each([
  ['', '1: it is empty'],
  ['[]', '1: a trace is one JSON object'],
  [`${head}${good}\n]}\n{}`, '6: a trace is one JSON object'],
  [`${head}${good},\n\n  {"op":"dance"}\n]}`, '6: step 1: no operation is called "dance"'],
  [`${head}${good}\n${good}]}`, "5: { where ',' or ']' is expected"],
  [`\n${head.replace('"format":1', '"format":2')}]}`, '2: its "format" is not 1'],
])('%j is told by its line', (text, says) => {
  expect(traceIn(text)).toContain(says);
});
