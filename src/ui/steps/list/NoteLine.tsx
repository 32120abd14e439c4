import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { StepRow } from '../../../model/view/page';
import { onceReleased } from '../../kit/released';
import { keepNote } from '../grid/row-commands';
import { setNoting, stepsNow } from '../../state/steps';

interface Props {
  readonly row: StepRow;
  readonly noting: boolean;
}

/** What a person noted on a step, or the field for it. */
export function NoteLine({ row, noting }: Props) {
  return (
    <div className="below" role="gridcell">
      {noting ? (
        <NoteEditor step={row.step} note={row.note ?? ''} />
      ) : (
        <>
          <b>note</b>
          <span className="words">{row.note}</span>
        </>
      )}
    </div>
  );
}

/** Enter keeps the note, Escape leaves it as it was, and so does going elsewhere. */
function NoteEditor({ step, note }: { readonly step: number; readonly note: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.select();
  }, []);
  const leave = (text: string | undefined): void => {
    field.current?.closest<HTMLElement>('[role=treegrid]')?.focus();
    if (text === undefined || text === note) setNoting(undefined);
    else void keepNote(step, text);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') leave(event.currentTarget.value.trim());
    else if (event.key === 'Escape') leave(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <input
      ref={field}
      className="note-field"
      type="text"
      maxLength={200}
      defaultValue={note}
      aria-label={`Note on step ${step}`}
      placeholder="Enter keeps it, Esc does not"
      onKeyDown={onKeyDown}
      onClick={(event) => {
        event.stopPropagation();
      }}
      onBlur={() => {
        onceReleased(() => {
          if (stepsNow().noting === step) setNoting(undefined);
        });
      }}
    />
  );
}
