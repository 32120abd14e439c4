import { useState } from 'react';
import { qmpText, qmpUnits } from './qmp-text';
import type { QmpRequest, Verb } from './qmp-text';
import { parseSize } from '../kit/size-text';
import type { ParsedSize } from '../kit/size-text';
import { useSlice } from '../state/run';

export interface ExtentText {
  readonly key: number;
  readonly offset: string;
  readonly length: string;
}

export interface QmpForm {
  readonly verb: Verb;
  readonly setVerb: (verb: Verb) => void;
  readonly region: number;
  readonly setRegion: (region: number) => void;
  readonly rows: readonly ExtentText[];
  readonly changeRow: (changed: ExtentText) => void;
  readonly addRow: () => void;
  readonly removeRow: (key: number) => void;
  /** Reads an offset or a length as far as this device's requests can say it. */
  readonly parse: (text: string) => ParsedSize;
  /** The command as it stands; absent while a row cannot be read. */
  readonly qmp: string | undefined;
  /** Faults are shown after the first try to send, not while typing the first time. */
  readonly tried: boolean;
  readonly checked: () => string | undefined;
}

/** What a person filled in, and the QMP command that comes out of it. */
export function useQmpForm(): QmpForm {
  const { qmp, device } = useSlice('run');
  // A device without QMP has another form.
  const dialect = qmp === 'none' ? 'bytes' : qmp;
  const [verb, setVerb] = useState<Verb>('add');
  const [region, setRegion] = useState(0);
  const [rows, setRows] = useState<readonly ExtentText[]>([
    { key: 0, offset: '0', length: '128MiB' },
  ]);
  const [tried, setTried] = useState(false);
  const parse = (text: string): ParsedSize => parseSize(text, qmpUnits[dialect]);
  const extents = extentsOf(rows, parse);
  const request = extents && { verb, device: device.id, region, extents };
  const text = request && qmpText(request, dialect);
  return {
    verb,
    setVerb,
    region,
    setRegion,
    rows,
    changeRow: (changed) => {
      setRows(rows.map((row) => (row.key === changed.key ? changed : row)));
    },
    addRow: () => {
      setRows([...rows, nextRow(rows)]);
    },
    removeRow: (key) => {
      setRows(rows.filter((row) => row.key !== key));
    },
    parse,
    qmp: text,
    tried,
    checked: () => {
      setTried(true);
      return text;
    },
  };
}

/** The rows as numbers; nothing while one of them cannot be read. */
function extentsOf(
  rows: readonly ExtentText[],
  parse: QmpForm['parse'],
): QmpRequest['extents'] | undefined {
  const extents = rows.flatMap(({ offset, length }) => {
    const from = parse(offset);
    const size = parse(length);
    if (from.kind === 'fault' || size.kind === 'fault') return [];
    return [{ offset: from.bytes, len: size.bytes }];
  });
  return extents.length === rows.length ? extents : undefined;
}

/** A new row begins where the last one ends. */
function nextRow(rows: readonly ExtentText[]): ExtentText {
  const last = rows.at(-1);
  const key = (last?.key ?? -1) + 1;
  if (last === undefined) return { key, offset: '0', length: '128MiB' };
  const from = parseSize(last.offset);
  const size = parseSize(last.length);
  if (from.kind === 'fault' || size.kind === 'fault') return { ...last, key };
  return { key, offset: `0x${(from.bytes + size.bytes).toString(16)}`, length: last.length };
}
