import { Suspense, lazy } from 'react';
import { Popup } from '../kit/Popup';
import { useSlice } from '../state/run';
import { useTools } from '../state/tools';
import { draftMenu } from './draft-menu-id';
import { useKept } from './use-kept';

const Menu = lazy(async () => ({ default: (await import('./DraftMenu')).DraftMenu }));

/** The name of the run; behind it the drafts. */
export function TitleMenu() {
  const { title, about } = useSlice('run');
  const compares = useTools((state) => state.compare !== undefined);
  const { short } = useKept();
  return (
    <>
      <Popup
        id={draftMenu}
        label="Drafts"
        side="below"
        className="btn quiet title-btn"
        title={about === undefined ? title : `${title}: ${about}`}
        name={`${title}, drafts`}
        button={
          <>
            <span className="run-title">{title}</span>
            <svg width="9" height="6" viewBox="0 0 9 6" fill="none" aria-hidden="true">
              <path d="M1 1l3.5 3.5L8 1" stroke="currentColor" strokeWidth="1.4" />
            </svg>
          </>
        }
      >
        <Suspense fallback={<p className="pane-hint">Looking for drafts…</p>}>
          <Menu />
        </Suspense>
      </Popup>
      {!compares && <span className="draft-state">{short}</span>}
    </>
  );
}
