import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDcResponse } from '../layouts/dc-response';
import { dcConfigReply } from '../layouts/dc-config';
import { ascii, at, fromHex, layout, reserved, toHex, u16, u64Known, u8 } from './codec';
import { decode, encode, spansOf } from './message';

describe('a layout', () => {
  test('throws when a field leaves a gap', () => {
    expect(() => layout('Gap', { a: at(0, u8), b: at(2, u8) })).toThrow('Gap.b starts at 2, not 1');
  });

  test('throws when a field overlaps the one before it', () => {
    expect(() => layout('Lap', { a: at(0, u16), b: at(1, u8) })).toThrow('Lap.b starts at 1');
  });

  test('throws when it does not start at 0', () => {
    expect(() => layout('Late', { a: at(4, u8) })).toThrow('Late.a starts at 4, not 0');
  });

  test('writes little-endian and leaves reserved bytes alone', () => {
    const some = layout('Some', { a: at(0, u16), r: at(2, reserved(2)), b: at(4, u64Known) });
    const bytes = new Uint8Array(12).fill(0xff);
    some.write(bytes, 0, { a: 0x1234, b: 0x1_0203_0405_06 });
    expect(toHex(bytes)).toBe('3412ffff0605040302010000');
    expect(some.read(bytes, 0)).toEqual({ a: 0x1234, b: 0x1_0203_0405_06 });
  });

  test('names its fields as people read them', () => {
    const some = layout('Some', { startDpa: at(0, u8), hostId: at(1, u8, 'the host') });
    expect(some.fields.map(({ label }) => label)).toEqual(['Start DPA', 'the host']);
  });

  test('pads text with NUL', () => {
    const text = layout('Text', { t: at(0, ascii(4)) });
    const bytes = new Uint8Array(4);
    text.write(bytes, 0, { t: 'AB' });
    expect([toHex(bytes), text.read(bytes, 0).t]).toEqual(['41420000', 'AB']);
  });
});

test('bytes survive hex and back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
});

describe('a message', () => {
  const entry = { start: 0x1000_0000n, length: 0x20_0000n };

  test('read from too few bytes has zeros for what is missing', () => {
    expect(decode(addDcResponse, fromHex('02'))).toEqual({
      header: { entryCount: 2, flags: 0 },
      items: [],
    });
  });

  test('holds no more items than its bytes, whatever the header claims', () => {
    const bytes = encode(addDcResponse, { entryCount: 0xffff_ffff, flags: 0 }, [entry]);
    expect(decode(addDcResponse, bytes).items).toEqual([entry]);
  });

  test('holds no more items than the header claims, whatever follows', () => {
    const bytes = encode(addDcResponse, { entryCount: 1, flags: 0 }, [entry, entry]);
    expect(decode(addDcResponse, bytes).items).toEqual([entry]);
  });

  test('that was written is read back the same', () => {
    const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const entries = fc.array(fc.record({ start: u64, length: u64 }), { maxLength: 85 });
    fc.assert(
      fc.property(entries, fc.nat(255), (items, flags) => {
        const header = { entryCount: items.length, flags };
        expect(decode(addDcResponse, encode(addDcResponse, header, items))).toEqual({
          header,
          items,
        });
      }),
    );
  });

  test('tells the place of header, items and trailer', () => {
    const region = { base: 1, decodeLength: 2, length: 3, blockSize: 4, dsmadHandle: 5, flags: 0 };
    const totals = {
      extentsSupported: 512,
      extentsAvailable: 7,
      tagsSupported: 0,
      tagsAvailable: 0,
    };
    const bytes = encode(dcConfigReply, { available: 2, returned: 1 }, [region], totals);
    const places = spansOf(dcConfigReply, bytes).map(({ path, offset }) => [path, offset]);
    expect(places).toContainEqual(['returned', 1]);
    expect(places).toContainEqual(['regions[0].dsmadHandle', 0x28]);
    expect(places).toContainEqual(['extentsAvailable', 0x34]);
  });

  test('with a cut last item shows what no field explains as unused', () => {
    const bytes = encode(addDcResponse, { entryCount: 2, flags: 0 }, [entry]);
    const cut = new Uint8Array([...bytes, 1, 2, 3]);
    expect(spansOf(addDcResponse, cut).at(-1)).toMatchObject({
      path: 'unused',
      offset: 32,
      size: 3,
    });
  });
});
