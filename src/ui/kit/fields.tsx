import { useId } from 'react';
import { iec } from './format';
import type { ParsedSize } from './size-text';

interface EntryProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with the text, why, and how to write it. */
  readonly fault?: string | undefined;
  readonly disabled?: boolean;
}

/** A labelled line of text; its fault stands right below it. */
export function Entry({ label, value, onChange, hint, fault, disabled = false }: EntryProps) {
  const noteId = useId();
  const note = fault ?? hint;
  return (
    <div className="field">
      <label>
        <span>{label}</span>
        <input
          type="text"
          spellCheck={false}
          autoComplete="off"
          value={value}
          disabled={disabled}
          aria-invalid={fault !== undefined}
          aria-describedby={note === undefined ? undefined : noteId}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      </label>
      {note !== undefined && (
        <p id={noteId} className={fault === undefined ? 'hint' : 'fault-text'}>
          {note}
        </p>
      )}
    </div>
  );
}

interface ChooseProps {
  readonly label: string;
  /** Why it is what it is. */
  readonly hint?: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
}

/** A labelled select. */
export function Choose({ label, hint, value, options, onChange }: ChooseProps) {
  return (
    <label className="field">
      <span>
        {label} {hint !== undefined && <span className="mu">{hint}</span>}
      </span>
      <select
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {options.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What a size that was written comes to; what is wrong with it once a person has tried to send it. */
export function sizeNote(parsed: ParsedSize, tried: boolean): { hint?: string; fault?: string } {
  if (parsed.kind === 'bytes') return { hint: `[${spelled(parsed.bytes)}]` };
  return tried ? { fault: parsed.fault } : { hint: '128MiB, 0x8000000 or 134217728' };
}

function spelled(bytes: number): string {
  return bytes < 1024 ? iec(bytes) : `${bytes.toLocaleString('en')} B = ${iec(bytes)}`;
}
