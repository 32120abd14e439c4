import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printJson } from '../json';
import { printQmpSession, readQmpSession } from './qmp-session';

const hello = `{ "execute": "qmp_capabilities" }
{ "execute": "cxl-add-dynamic-capacity", "arguments": { "path": "/machine/peripheral/cxl-dcd0", "host-id": 0, "selection-policy": "prescriptive", "region": 0,
  "extents": [ { "offset": 0, "len": 134217728 }, { "offset": 268435456, "len": 67108864 } ] } }
{ "execute": "cxl-release-dynamic-capacity", "arguments": { "path": "/machine/peripheral/cxl-dcd0", "host-id": 0, "removal-policy": "prescriptive", "region": 0,
  "extents": [ { "offset": 268435456, "len": 67108864 } ] } }
`;

const problemOf = (text: string) => {
  const read = readQmpSession(text);
  if (read.ok) throw new Error('read');
  return read.problem;
};

describe('a QMP session', () => {
  test('of the fabric manager gives its requests', () => {
    const read = readQmpSession(hello);
    expect(read).toMatchObject({
      ok: true,
      ignored: 1,
      commands: [
        { execute: 'cxl-add-dynamic-capacity', line: 2, arguments: { region: 0 } },
        { execute: 'cxl-release-dynamic-capacity', line: 4 },
      ],
    });
  });

  test('recorded with its replies gives the requests only', () => {
    const text = `{"QMP": {"version": {}, "capabilities": ["oob"]}}
      {"execute": "a", "id": 7} {"return": {}, "id": 7}
      {"execute": "b", "arguments": {"n": 18446744073709551615}}
      {"error": {"class": "GenericError", "desc": "no"}}
      {"timestamp": {"seconds": 1, "microseconds": 2}, "event": "STOP"}
      <- {"return": ...}`;
    expect(readQmpSession(text)).toEqual({
      ok: true,
      ignored: 5,
      commands: [
        { execute: 'a', arguments: {}, line: 2 },
        { execute: 'b', arguments: { n: 18446744073709551615n }, line: 3 },
      ],
    });
  });

  test('in single quotes is read as QEMU reads it', () => {
    const text = `{ 'execute': 'qmp_capabilities' }

{ "execute": "cxl-add-dynamic-capacity",
  "arguments": { "path": "/machine/peripheral/dcd7", "selection-policy": 'prescriptive', 'region': 1,
    "extents": [ { "offset": 33554432, "len": 67108864 }, { 'offset': 268435456, "len": 2097152 } ] } }
{ 'execute': 'say', 'arguments': { 'one "word"': 'it\\'s', "two 'words'": "it's \\'it\\'" } }`;
    expect(readQmpSession(text)).toEqual({
      ok: true,
      ignored: 1,
      commands: [
        {
          execute: 'cxl-add-dynamic-capacity',
          line: 3,
          arguments: {
            path: '/machine/peripheral/dcd7',
            'selection-policy': 'prescriptive',
            region: 1,
            extents: [
              { offset: 33554432, len: 67108864 },
              { offset: 268435456, len: 2097152 },
            ],
          },
        },
        {
          execute: 'say',
          line: 6,
          arguments: { 'one "word"': "it's", "two 'words'": "it's 'it'" },
        },
      ],
    });
  });

  test('leaves arguments of the wrong type to QEMU', () => {
    expect(
      readQmpSession('{"execute": "a", "arguments": 5}{"execute": "a", "arguments": null}'),
    ).toMatchObject({
      commands: [{ arguments: 5 }, { arguments: null }],
    });
  });

  test.each([
    ['{"execute": 5}', '1:1', 'a number', 'A QMP request is'],
    ['{"execute": "a", "region": 0}', '1:1', '"region"', 'Arguments go into "arguments"'],
    ['{"arguments": 5}', '1:1', '"arguments": a number', 'A QMP request is'],
    ['{"execute": "a"}\n {"exec-oob": "a"}', '2:2', '"exec-oob"', 'write "execute"'],
    ['{"offset": 0}', '1:1', 'an object with "offset"', '"execute"'],
    ['{}', '1:1', 'an empty object', '"execute"'],
    ['[]', '1:1', 'a list', '"execute"'],
    ['12', '1:1', 'a number', '"execute"'],
    ['{"execute": "a", }', '1:18', '}', 'comma'],
    [`{"execute": "a", "arguments": {"path": "${'x'.repeat(2001)}"}}`, '1:1', 'long', 'Shorten'],
  ])('%s is a problem', (text, place, found, hint) => {
    const problem = problemOf(text);
    expect(`${problem.line}:${problem.column}`).toBe(place);
    expect(problem.found).toContain(found);
    expect(problem.hint).toContain(hint);
  });

  test('printed, is read back the same', () => {
    const leaf = fc.oneof(fc.string(), fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n }));
    const command = fc.record({
      execute: fc.string().filter((name) => name !== 'qmp_capabilities'),
      arguments: fc.oneof(leaf, fc.dictionary(fc.string(), fc.array(leaf))),
    });
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        const expected = commands.map((sent, index) => ({ ...sent, line: index + 1 }));
        expect(readQmpSession(printQmpSession(commands))).toEqual({
          ok: true,
          ignored: 0,
          commands: expected,
        });
      }),
    );
  });

  test('is printed as QEMU takes it', () => {
    expect(printQmpSession([{ execute: 'a', arguments: { n: 2n ** 64n - 1n } }])).toBe(
      '{"execute":"a","arguments":{"n":18446744073709551615}}\n',
    );
    expect(printJson({})).toBe('{}');
  });
});
