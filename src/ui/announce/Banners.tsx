import { ForkNotice } from '../branches/ForkNotice';
import { CardView } from '../kit/CardView';
import { setUi, useUi } from '../store';
import { Dismiss, Notice } from './Notice';

const closeNotice = (): void => {
  setUi({ notice: undefined });
};

/** What the whole page must say, over the page and never in its way: word of what happened, or a problem. */
export function Banners() {
  const notice = useUi((state) => state.notice);
  const problem = useUi((state) => state.problem);
  const restarting = useUi((state) => state.worker === 'restarting');
  return (
    <>
      <div className="notices">
        {restarting && <p className="notice">The simulator stopped and is being restarted…</p>}
        {notice !== undefined && <Notice key={notice} text={notice} onClose={closeNotice} />}
        <ForkNotice />
      </div>
      {problem !== undefined && (
        <div className="problem" role="alert">
          <CardView card={problem} />
          <Dismiss
            onClick={() => {
              setUi({ problem: undefined });
            }}
          />
        </div>
      )}
    </>
  );
}
