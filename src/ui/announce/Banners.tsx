import { ForkNotice } from '../branches/ForkNotice';
import { DeletedNotice } from '../drafts/DeletedNotice';
import { draftMenu } from '../drafts/draft-menu-id';
import { noDraftCard } from '../drafts/first-start';
import { CardView } from '../entity/CardView';
import { Button } from '../kit/Button';
import { Dismiss, Notice } from '../kit/Notice';
import { openPopup } from '../kit/Popup';
import { NewerNotice } from '../newer/NewerNotice';
import { stopWorker } from '../simulator/connect';
import { showNotice, showProblem, useMessages } from '../state/messages';
import { useRun } from '../state/run';

const openDrafts = (): void => {
  openPopup(draftMenu);
};

const closeNotice = (): void => {
  showNotice(undefined);
};

/** A long request can be given up: the run stays as it was before. */
function Working() {
  return (
    <div className="notice" role="status">
      <p>The simulator is working on it…</p>
      <Button look="quiet" className="slim" onClick={stopWorker}>
        Stop
      </Button>
    </div>
  );
}

/** What the whole page must say, over the page and never in its way: word of what happened, or a problem. */
export function Banners() {
  const notice = useMessages((state) => state.notice);
  const problem = useMessages((state) => state.problem);
  const working = useRun((state) => state.working);
  const restarting = useRun((state) => state.worker === 'restarting');
  return (
    <>
      <div className="notices">
        {working && <Working />}
        {restarting && <p className="notice">The simulator stopped and is being restarted…</p>}
        {notice !== undefined && <Notice key={notice} text={notice} onClose={closeNotice} />}
        <ForkNotice />
        <DeletedNotice />
        <NewerNotice />
      </div>
      {problem !== undefined && (
        <div className="problem" role="alert">
          <CardView card={problem} />
          {problem === noDraftCard && <Button onClick={openDrafts}>My drafts</Button>}
          <Dismiss
            onClick={() => {
              showProblem(undefined);
            }}
          />
        </div>
      )}
    </>
  );
}
