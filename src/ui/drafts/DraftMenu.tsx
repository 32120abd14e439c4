import './drafts.css';
import { useEffect, useRef } from 'react';
import { edit } from '../simulator/actions';
import { openDraft } from '../simulator/address';
import { ask } from '../simulator/connect';
import { closePopup } from '../kit/Popup';
import { titleOf } from '../keys/keys';
import { useDrafts } from '../state/drafts';
import { showNotice } from '../state/messages';
import { pageNow } from '../state/run';
import { openDialog } from '../state/tools';
import { draftMenu } from './draft-menu-id';
import { DeletedRow, DraftRow } from './DraftRow';
import { keepCopy } from './list-actions';
import { arrows, firstOf } from './menu-keys';
import { rowActs } from './row-acts';
import { ShownDraft } from './ShownDraft';
import { stripsOf } from './strips';
import { useList } from './use-list';

/** The run that is shown, the other drafts, and what begins a new one. */
export function DraftMenu() {
  const shown = useDrafts((state) => state.shown);
  const storage = useDrafts((state) => state.storage);
  const { list, taken, reload } = useList(shown);
  const box = useRef<HTMLDivElement>(null);
  const ready = list !== undefined;
  useEffect(() => {
    if (ready) firstOf(box.current)?.focus();
  }, [ready]);
  const acts = rowActs(go, reload);
  return (
    <div className="drafts" ref={box} onKeyDown={arrows}>
      <ShownDraft
        onRename={(title) => edit({ kind: 'title', title })}
        onCopy={() => void copyShown(taken)}
      />
      {storage !== 'kept' && (
        <p className="draft-warning">
          {storage === 'full'
            ? 'The storage of this browser is full.'
            : 'This browser keeps nothing. Share a link before you leave.'}
        </p>
      )}
      {list === undefined ? (
        <p className="draft-hint">Looking for drafts…</p>
      ) : (
        <>
          {list.rows.length > 0 && (
            <section>
              <h3>{shown === undefined ? 'Drafts' : 'Other drafts'}</h3>
              <ul className="draft-list">
                {list.rows.map((head) =>
                  head.deleted === undefined ? (
                    <DraftRow key={head.id} head={head} acts={acts} now={list.now} />
                  ) : (
                    <DeletedRow key={head.id} head={head} acts={acts} now={list.now} />
                  ),
                )}
              </ul>
            </section>
          )}
          <button type="button" className="draft-act" title={titleOf('device')} onClick={newDevice}>
            New device…
            <kbd>Shift N</kbd>
          </button>
          {list.deleted.length > 0 && (
            <details className="draft-deleted">
              <summary>Deleted, kept 30 days ({list.deleted.length})</summary>
              <ul className="draft-list">
                {list.deleted.map((head) => (
                  <DeletedRow key={head.id} head={head} acts={acts} now={list.now} />
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </div>
  );
}

function go(id: string): void {
  closePopup(draftMenu);
  openDraft(id);
}

function newDevice(): void {
  closePopup(draftMenu);
  openDialog('device');
}

/** Keeps a copy of the run that is shown, and goes on with the copy. */
async function copyShown(taken: readonly string[]): Promise<void> {
  const text = await ask('scenario');
  const page = pageNow();
  if (text === undefined || page === undefined) return;
  const { title, steps, step } = page.run;
  const names = [title, ...taken];
  const id = await keepCopy({ title, steps, step, strips: stripsOf(page.maps) }, text, names);
  if (id === undefined) showNotice('The copy could not be kept in this browser.');
  else go(id);
}
