import { useState } from 'react';
import { injectText, type InjectFile } from './inject-text';
import { parseSize } from '../kit/size-text';
import { useSlice } from '../state/run';

/** The texts of the form as a person wrote them. */
interface Texts {
  readonly file: InjectFile;
  readonly start: string;
  readonly length: string;
  readonly tag: string;
  readonly more: boolean;
  readonly sequence: string;
}

export interface InjectFields {
  readonly texts: Texts;
  readonly change: (changed: Partial<Texts>) => void;
  /** The line as it stands; absent while an address cannot be read. */
  readonly line: string | undefined;
  /** Faults are shown after the first try to send, not while typing the first time. */
  readonly tried: boolean;
  readonly checked: () => string | undefined;
}

/** What a person filled in, and the line for a file of the mock that comes out of it. */
export function useInjectForm(): InjectFields {
  const [region] = useSlice('maps');
  const [written, setWritten] = useState<Partial<Texts>>({});
  const [tried, setTried] = useState(false);
  const texts: Texts = {
    file: 'dc_inject_extent',
    start: `0x${(region?.base ?? 0).toString(16)}`,
    length: '64MiB',
    tag: '',
    more: false,
    sequence: '',
    ...written,
  };
  const line = lineOf(texts);
  return {
    texts,
    change: (changed) => {
      setWritten({ ...written, ...changed });
    },
    line,
    tried,
    checked: () => {
      setTried(true);
      return line;
    },
  };
}

function lineOf(texts: Texts): string | undefined {
  const start = parseSize(texts.start);
  const length = parseSize(texts.length);
  if (start.kind === 'fault' || length.kind === 'fault') return undefined;
  return injectText({ ...texts, start: start.bytes, length: length.bytes });
}
