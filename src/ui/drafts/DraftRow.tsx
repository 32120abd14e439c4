import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button } from '../kit/Button';
import { NameForm } from './NameForm';
import { DraftStrip } from './DraftStrip';
import type { DraftHead } from './draft';
import { whenText } from './rules';
import type { RowActs } from './row-acts';

interface Props {
  readonly head: DraftHead;
  readonly acts: RowActs;
  readonly now: number;
}

/** A draft: one click opens it. Delete, F2 do what the buttons beside it do. */
export function DraftRow({ head, acts, now }: Props) {
  const [renaming, setRenaming] = useState(false);
  const { id, title } = head;
  if (renaming)
    return (
      <li className="draft-row">
        <NameForm
          label={`Name of ${title}`}
          name={title}
          onKeep={async (name) => {
            await acts.rename(id, name);
            setRenaming(false);
          }}
          onCancel={() => {
            setRenaming(false);
          }}
        />
      </li>
    );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete') acts.remove(id);
    else if (event.key === 'F2') setRenaming(true);
    else return;
    event.preventDefault();
  };
  return (
    <li className="draft-row">
      <button
        type="button"
        className="draft-go"
        data-draft={id}
        aria-keyshortcuts="Delete F2"
        onKeyDown={onKeyDown}
        onClick={() => {
          acts.open(id);
        }}
      >
        <DraftStrip strips={head.strips} />
        <span className="draft-words">
          <span className="draft-title" title={title}>
            {title}
          </span>
          <small>{aboutOf(head, now)}</small>
        </span>
      </button>
      <span className="draft-acts">
        <Button
          look="quiet"
          className="slim"
          aria-label={`Rename ${title}`}
          onClick={() => {
            setRenaming(true);
          }}
        >
          Rename
        </Button>
        <Button
          look="quiet"
          className="slim"
          aria-label={`Copy ${title}`}
          onClick={() => {
            acts.copy(id);
          }}
        >
          Copy
        </Button>
        <Button
          look="quiet"
          className="slim"
          aria-label={`Delete ${title}`}
          onClick={() => {
            acts.remove(id);
          }}
        >
          Delete
        </Button>
      </span>
    </li>
  );
}

/** A deleted draft, where it was or among the deleted ones. */
export function DeletedRow({ head, acts, now }: Props) {
  const { id, title, deleted = now } = head;
  return (
    <li className="draft-row gone">
      <span className="draft-words">
        <span className="draft-title" title={title}>
          {title}
        </span>
        <small>Deleted {whenText(deleted, now)}</small>
      </span>
      <Button
        className="slim"
        data-draft={id}
        aria-label={`Undo the deletion of ${title}`}
        onClick={() => {
          acts.restore(id);
        }}
      >
        Undo
      </Button>
    </li>
  );
}

export const stepsText = (steps: number): string => `${steps} step${steps === 1 ? '' : 's'}`;

function aboutOf({ changed, steps }: DraftHead, now: number): string {
  const when = whenText(changed, now);
  return `${when.charAt(0).toUpperCase()}${when.slice(1)}, ${stepsText(steps)}`;
}
