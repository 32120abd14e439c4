import fc from 'fast-check';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { toBase64Url } from './base64url';
import { crc32 } from '../model/index';
import { decodeLink, encodeLink, linkProblem } from './share-link';

const problemOf = async (fragment: string) => {
  const read = await decodeLink(fragment);
  if (read.ok) throw new Error('opened: ' + read.text.slice(0, 80));
  return read.problem;
};

/** A link with a right length and checksum around whatever it holds. */
function sealed(payload: string, head = '1d'): string {
  const run = `${head}${payload.length.toString(36)}.${payload}`;
  return `${run}.${crc32(run).toString(36).padStart(7, '0')}`;
}

const bytes = (...all: (Uint8Array | number[])[]) =>
  Uint8Array.from(all.flatMap((part) => [...part]));
const run = '{"v":1,"title":"x"}';
const link = await encodeLink(run, { title: 'A title, too!', step: 7, selected: 'extent:3' });

const silent = { kind: 'twin', twin: 'silent' } as const;
const older = { kind: 'profile', profile: 'qemu-10.0' } as const;

describe('a link', () => {
  test('has the form of the documentation', () => {
    expect(link).toMatch(/^a-title-too\/1d[0-9a-z]+\.[\w-]+\.[0-9a-z]{7}&t=7&x=e3$/);
  });

  test('gives back its run, step and selection', async () => {
    const opened = { ok: true, text: run, step: 7, selected: 'extent:3' };
    expect(await decodeLink(link)).toEqual(opened);
    expect(await decodeLink(`#${link}`)).toEqual(opened);
    expect(await decodeLink(`https://example.org/a/#${link}`)).toEqual(opened);
    expect(await decodeLink(link.replace('a-title-too/', ''))).toEqual(opened);
    expect(await decodeLink(link.replace(/&.*/, ''))).toEqual({ ok: true, text: run, step: 0 });
    expect(await decodeLink(`${link}&v=map`)).toEqual(opened);
  });

  test.each([
    ['&t=12&x=e3', { step: 12, selected: 'extent:3' }],
    ['&x=region/0&t=2', { step: 2, selected: 'region:0' }],
    ['&x=blocks/0/80-111', { step: 0, selected: 'blocks:0:80-111' }],
    ['&t=-1', { step: 0 }],
    ['&t=1e9&x=', { step: 0 }],
    ['&x=<b>/1', { step: 0 }],
    ['&t=2&c=host/silent&r=11', { step: 2, compare: { what: silent, row: 11 } }],
    ['&c=rules/qemu-10.0', { step: 0, compare: { what: older, row: 0 } }],
    ['&r=3&c=branch/1', { step: 0, compare: { what: { kind: 'branch', branch: 1 }, row: 3 } }],
    ['&c=branch/x&r=1', { step: 0 }],
    ['&c=other/silent', { step: 0 }],
    ['&c=x-host/silent', { step: 0 }],
    ['&c=1/host/silent', { step: 0 }],
    ['&c=host', { step: 0 }],
    ['&x=1e3', { step: 0 }],
    ['&x=xe3', { step: 0 }],
    ['&c=host/&r=-1', { step: 0 }],
  ])('may be followed by %s', async (settings, place) => {
    expect(await decodeLink(link.replace(/&.*/, settings))).toEqual({
      ok: true,
      text: run,
      ...place,
    });
  });

  test.each([
    [silent, '&c=host/silent&r=11'],
    [older, '&c=rules/qemu-10.0&r=11'],
    [{ kind: 'branch', branch: 1 } as const, '&c=branch/1&r=11'],
  ])('names what the run is compared with: %j', async (what, settings) => {
    const compared = await encodeLink(run, { title: '', step: 4, compare: { what, row: 11 } });
    expect(compared.endsWith(`&t=4${settings}`)).toBe(true);
    expect(await decodeLink(compared)).toEqual({
      ok: true,
      text: run,
      step: 4,
      compare: { what, row: 11 },
    });
  });

  test('names no selection that would not survive', async () => {
    for (const selected of ['e3', 'odd id', 'a:b-', 'a/b:c', '']) {
      expect(await encodeLink(run, { title: '', step: 0, selected })).toMatch(/&t=0$/);
    }
  });

  test('brings any run back', async () => {
    const text = fc.string({ unit: 'grapheme', size: 'medium' });
    const selected = fc.constantFrom('extent:0', 'rule:4802.within-first-offer', 'record:4');
    const place = fc.record(
      { title: text, step: fc.nat(), selected },
      { requiredKeys: ['title', 'step'] },
    );
    await fc.assert(
      fc.asyncProperty(text, place, async (held, { title, step, selected: id }) => {
        const made = await encodeLink(held, {
          title,
          step,
          ...(id === undefined ? {} : { selected: id }),
        });
        expect(made).toMatch(/^[A-Za-z0-9\-_.&=/]*[A-Za-z0-9]$/);
        const selection = id === undefined ? {} : { selected: id };
        expect(await decodeLink(made)).toEqual({ ok: true, text: held, step, ...selection });
      }),
    );
  });
});

describe('a link that is not as it was made', () => {
  const core = link.slice(link.indexOf('/') + 1, link.indexOf('&'));

  test('says how much is missing, wherever it was cut', async () => {
    for (let kept = 0; kept < core.length; kept++) {
      const problem = await problemOf(`slug/${core.slice(0, kept)}`);
      if (kept < 2) expect(problem.title).toBe('This is not a DCDscope link');
      else if (kept <= core.indexOf('.')) expect(problem.what).toBe(`Received ${kept} characters.`);
      else expect(problem.what).toBe(`Received ${kept} of ${core.length} characters.`);
    }
  });

  test('with thousands of characters, too', async () => {
    const long = sealed('A'.repeat(2417));
    expect((await problemOf(long.slice(0, 1998))).what).toBe('Received 1,998 of 2,431 characters.');
  });

  test('is never taken for another: every character changed in every way', async () => {
    const letters = Array.from(
      'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.&=/#% ',
    );
    for (let at = 0; at < core.length; at++) {
      for (const letter of letters) {
        if (letter === core[at]) continue;
        const changed = core.slice(0, at) + letter + core.slice(at + 1);
        expect(await decodeLink(`slug/${changed}&t=7`)).toMatchObject({ ok: false });
      }
    }
  });

  test('is never taken for another: pieces cut out, doubled or swapped', async () => {
    const place = fc.nat(core.length);
    await fc.assert(
      fc.asyncProperty(place, place, fc.string({ maxLength: 3 }), async (from, to, piece) => {
        const changed = core.slice(0, from) + piece + core.slice(to);
        const read = await decodeLink(changed);
        if (read.ok) expect(read.text).toBe(run);
        else expect(read.problem.what).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  test('never throws, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '1d', '1j'),
        async (text, head) => {
          for (const fragment of [head + text, head === '' ? text : sealed(text, head)]) {
            const read = await decodeLink(fragment);
            if (head !== '1j') expect(read.ok).toBe(false);
          }
        },
      ),
    );
  });

  test.each([
    ['', 'not a DCDscope link', ''],
    ['section-2', 'not a DCDscope link', ''],
    ['draft', 'not a DCDscope link', ''],
    ['x/0dabc', 'not a DCDscope link', ''],
    ['x/2d5.abcde.0000000', 'too new', 'It needs version 2, this build knows 1.'],
    ['x/1b5.abcde.0000000', 'unknown way', 'Its codec is b; this build knows d and j.'],
    ['x/1d05.abcde.0000000', 'corrupted', 'its length is not a number'],
    ['x/1d5.abcde.0000000', 'corrupted', 'its checksum does not fit'],
    ['x/1d5.abcdef.0000000', 'corrupted', 'it has 18 characters, not 17'],
    [sealed('a+b/'.replace('/', '~')), 'corrupted', 'base64url'],
    [sealed('AAAAA'), 'corrupted', 'base64url'],
    [sealed(''), 'corrupted', 'unpack'],
    [sealed('____'), 'corrupted', 'unpack'],
    [sealed('gA', '1j'), 'corrupted', 'UTF-8'],
    ['x'.repeat(65_537), 'too big', 'It is of 65,537 characters; the limit is 65,536.'],
  ])('%# %s', async (fragment, title, what) => {
    const problem = await problemOf(fragment);
    expect(problem.title).toContain(title);
    expect(problem.what).toContain(what);
  });
});

describe('the payload', () => {
  const packed = (text: string) => deflateRawSync(text, { level: 9 });

  test('may be plain base64url', async () => {
    const made = sealed(toBase64Url(new TextEncoder().encode(run)), '1j');
    expect(await decodeLink(made)).toEqual({ ok: true, text: run, step: 0 });
  });

  test('ends where its deflate stream ends', async () => {
    expect(await decodeLink(sealed(toBase64Url(packed(run))))).toMatchObject({ ok: true });
    for (const more of [[0], [3, 0], [...packed(run)]]) {
      const problem = await problemOf(sealed(toBase64Url(bytes(packed(run), more))));
      expect(problem.what).toContain('does not unpack');
    }
    for (let kept = 0; kept < packed(run).length; kept++) {
      const problem = await problemOf(sealed(toBase64Url(packed(run).subarray(0, kept))));
      expect(problem.what).toContain('does not unpack');
    }
  });

  test('unpacks to 1 MiB at most, and no further', async () => {
    const MiB = 1024 * 1024;
    expect(await decodeLink(sealed(toBase64Url(packed(' '.repeat(MiB)))))).toMatchObject({
      ok: true,
    });
    const problem = await problemOf(sealed(toBase64Url(packed(' '.repeat(MiB + 1)))));
    expect(problem.what).toBe('It holds more than 1,048,576 bytes; the limit is 1,048,576.');
    const bomb = sealed(toBase64Url(packed('\0'.repeat(45 * MiB))));
    expect(bomb.length).toBeLessThan(65_536);
    expect((await problemOf(bomb)).title).toBe('This run is too big for a link');
  });
});

test('a link about to be shared is refused when too big', () => {
  expect(linkProblem(65_536)).toBeUndefined();
  expect(linkProblem(65_537)?.what).toBe('It is of 65,537 characters; the limit is 65,536.');
  expect(linkProblem(2000, 1024 * 1024 + 1)?.what).toContain('1,048,577 bytes');
});

test('crc32 is that of zlib', () => {
  expect(crc32('123456789')).toBe(0xcbf43926);
});
