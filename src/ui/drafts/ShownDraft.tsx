import { useState } from 'react';
import { Button } from '../kit/Button';
import { useSlice } from '../state/run';
import { stepsText } from './DraftRow';
import { useKept } from './use-kept';

interface Props {
  readonly onRename: (title: string) => Promise<boolean>;
  readonly onCopy: () => void;
}

const mostCharacters = 80;

/** The name of the run that is shown, to be changed in place, and what becomes of it. */
export function ShownDraft({ onRename, onCopy }: Props) {
  const { title, steps } = useSlice('run');
  const { words } = useKept();
  const [name, setName] = useState<string>();
  const keep = (): void => {
    const wish = name?.trim();
    setName(undefined);
    if (wish !== undefined && wish !== '' && wish !== title) void onRename(wish);
  };
  return (
    <form
      className="draft-shown"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <label htmlFor="draft-name">Name</label>
      <div className="draft-name">
        <input
          id="draft-name"
          type="text"
          maxLength={mostCharacters}
          value={name ?? title}
          onChange={(event) => {
            setName(event.target.value);
          }}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || name === undefined) return;
            event.preventDefault();
            setName(undefined);
          }}
        />
        <Button onClick={onCopy}>Make a copy</Button>
      </div>
      <p className="draft-hint">
        {stepsText(steps)}, {words}
      </p>
    </form>
  );
}
