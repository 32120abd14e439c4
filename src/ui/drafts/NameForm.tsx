import { useId, useState } from 'react';
import { Button } from '../kit/Button';

interface Props {
  readonly label: string;
  readonly name: string;
  readonly onKeep: (name: string) => Promise<void>;
  readonly onCancel: () => void;
}

const mostCharacters = 80;

/** A field with the name, in place of the row it was asked from. */
export function NameForm({ label, name: old, onKeep, onCancel }: Props) {
  const [name, setName] = useState(old);
  const problemId = useId();
  const wish = name.trim();
  const problem = wish === '' ? 'Write a name' : undefined;
  return (
    <form
      className="draft-rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) void onKeep(wish);
      }}
    >
      <input
        type="text"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problemId}
        maxLength={mostCharacters}
        value={name}
        ref={selectAll}
        onChange={(event) => {
          setName(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // The menu stays open.
          event.preventDefault();
          onCancel();
        }}
      />
      <Button type="submit" className="slim" unavailable={problem}>
        Keep
      </Button>
      <Button look="quiet" className="slim" onClick={onCancel}>
        Cancel
      </Button>
      <small id={problemId}>{problem}</small>
    </form>
  );
}

function selectAll(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
