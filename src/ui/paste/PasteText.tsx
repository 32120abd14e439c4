import { useEffect, useRef, useState } from 'react';
import type { ClipboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { PasteKind, PasteView } from '../../model/view/page/paste';
import { Button } from '../kit/Button';
import type { Lines } from './lines';

interface Props {
  readonly text: string;
  readonly view: PasteView | undefined;
  readonly pointed: Lines | undefined;
  readonly onChange: (text: string) => void;
  readonly onPoint: (lines: Lines | undefined) => void;
  readonly onFile: (file: File | undefined) => void;
}

const placeholder = `-device cxl-type3,volatile-dc-memdev=dc,id=dcd0,num-dc-regions=2
{"execute": "cxl-add-dynamic-capacity", "arguments": {…}}
[  412.310] cxl_pci 0000:0d:00.0: DCD event add : DPA:0x0 LEN:0x8000000
4801: ffffffff00000000`;

/** The text: to be written, or with its lines marked. */
export function PasteText({ text, view, pointed, onChange, onPoint, onFile }: Props) {
  const [isWriting, setWriting] = useState(text === '');
  const onPaste = ({ currentTarget, clipboardData }: ClipboardEvent<HTMLTextAreaElement>): void => {
    const replaced = currentTarget.selectionEnd - currentTarget.selectionStart;
    if (clipboardData.getData('text').length > 0 && replaced === text.length) setWriting(false);
  };
  return (
    <section className="paste-text" aria-label="Your text">
      <div className="paste-head">
        <h3>Your text</h3>
        <span className="mu">{view === undefined ? '' : countText(view)}</span>
        <span className="sp" />
        <FileButton
          onFile={(file) => {
            setWriting(false);
            onFile(file);
          }}
        />
        {text !== '' && (
          <>
            <Button
              look="quiet"
              onClick={() => {
                setWriting(!isWriting);
              }}
            >
              {isWriting ? 'Show lines' : 'Edit'}
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                onChange('');
                setWriting(true);
              }}
            >
              Clear
            </Button>
          </>
        )}
      </div>
      {isWriting || view === undefined ? (
        <textarea
          className="code-box paste-box"
          aria-label="Text to read"
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          onPaste={onPaste}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      ) : (
        <MarkedLines text={text} view={view} pointed={pointed} onPoint={onPoint} />
      )}
    </section>
  );
}

/** Opens the browser's choice of files. */
function FileButton({ onFile }: Pick<Props, 'onFile'>) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to read"
        onChange={({ target }) => {
          onFile(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button look="quiet" onClick={() => input.current?.click()}>
        Open a file…
      </Button>
    </>
  );
}

const countText = ({ lines, understood }: PasteView): string =>
  `${lines.toLocaleString('en')} ${lines === 1 ? 'line' : 'lines'}, ${
    understood === lines ? 'all' : understood.toLocaleString('en')
  } understood or set aside`;

const lineHeight = 22;

/** Every line with its number and its kind; only those in sight are drawn. */
function MarkedLines({
  text,
  view,
  pointed,
  onPoint,
}: Omit<Props, 'onChange' | 'onFile' | 'view'> & { readonly view: PasteView }) {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = text.split(/\r\n|\r|\n/).slice(0, view.lines);
  // eslint-disable-next-line react-hooks/incompatible-library -- the build has no React Compiler
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  useEffect(() => {
    if (pointed?.sought === true) rows.scrollToIndex(pointed.from - 1, { align: 'center' });
  }, [pointed, rows]);
  const differs = view.compared[view.agree];
  return (
    // The lines can be scrolled by keyboard.
    <div className="paste-lines" ref={scroller} tabIndex={0} role="group" aria-label="Marked lines">
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const kind = kindAt(view.kinds, index + 1);
          return (
            <MarkedLine
              key={index}
              number={index + 1}
              text={lines[index] ?? ''}
              top={start}
              kind={kind}
              lit={holds(pointed, index + 1)}
              differs={holds(differs, index + 1)}
              onPoint={() => {
                if (kind !== undefined) onPoint({ from: kind.from, to: kind.to });
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

const holds = (lines: Lines | undefined, number: number): boolean =>
  lines !== undefined && lines.from <= number && number <= lines.to;

interface LineProps {
  readonly number: number;
  readonly text: string;
  readonly top: number;
  readonly kind: PasteKind | undefined;
  readonly lit: boolean;
  readonly differs: boolean;
  readonly onPoint: () => void;
}

/** One line of the text; the first of its kind says which that is. */
function MarkedLine({ number, text, top, kind, lit, differs, onPoint }: LineProps) {
  const isFirst = kind?.from === number && text.trim() !== '';
  return (
    <div
      className={`paste-line kind-${groupOf(kind)}${lit ? ' lit' : ''}${differs ? ' differs' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      onPointerEnter={onPoint}
    >
      <span className="paste-number">{number}</span>
      <code>{shown(text)}</code>
      <span className="paste-kind">{differs ? 'first difference' : isFirst ? kind.label : ''}</span>
    </div>
  );
}

/** The kinds are runs of lines in their order. */
function kindAt(kinds: readonly PasteKind[], line: number): PasteKind | undefined {
  let [low, high] = [0, kinds.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((kinds[middle]?.to ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return kinds[low];
}

/** How a kind is drawn at the edge of its lines. */
const groups: Readonly<Record<string, string>> = {
  commandLine: 'device',
  request: 'asked',
  inject: 'asked',
  shorthand: 'asked',
  command: 'asked',
  shell: 'asked',
  reply: 'seen',
  response: 'seen',
  greeting: 'seen',
  event: 'seen',
  kernel: 'host',
  trace: 'host',
  hostState: 'host',
  deviceState: 'host',
  unread: 'unread',
};
const groupOf = (kind: PasteKind | undefined): string => groups[kind?.kind ?? ''] ?? 'aside';

/** Control characters and marks that turn the direction of writing are shown, not obeyed. */
const shown = (line: string): string =>
  line.replace(/[\p{Cc}\p{Cf}]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\t') return char;
    return code < 0x20
      ? String.fromCodePoint(0x2400 + code)
      : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
