import { useState } from 'react';
import { edit } from '../simulator/actions';
import { Button } from '../kit/Button';

interface Props {
  readonly branch: { readonly id: number; readonly name: string };
  /** Names of the other branches. */
  readonly taken: readonly string[];
  readonly onDone: () => void;
}

const mostCharacters = 80;

/** A field with the name, in place of the row it was asked from. */
export function RenameForm({ branch, taken, onDone }: Props) {
  const [name, setName] = useState(branch.name);
  const wish = name.trim();
  const problem =
    wish === ''
      ? 'Write a name'
      : taken.includes(wish)
        ? 'Another branch is called that'
        : undefined;
  return (
    <form
      className="branch-rename"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem !== undefined) return;
        void edit({ kind: 'renameBranch', id: branch.id, name: wish }).then(onDone);
      }}
    >
      <input
        aria-label={`Name of ${branch.name}`}
        aria-invalid={problem !== undefined}
        aria-describedby="branch-problem"
        maxLength={mostCharacters}
        value={name}
        ref={selectAll}
        onChange={(event) => {
          setName(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          onDone();
        }}
      />
      <Button type="submit" className="slim" unavailable={problem}>
        Keep
      </Button>
      <Button look="quiet" className="slim" onClick={onDone}>
        Cancel
      </Button>
      <small id="branch-problem">{problem}</small>
    </form>
  );
}

function selectAll(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
