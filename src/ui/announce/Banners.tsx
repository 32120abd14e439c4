import { ForkNotice } from '../branches/ForkNotice';
import { CardView } from '../kit/CardView';
import { CloseIcon } from '../kit/Icons';
import { setUi, useUi } from '../store';

/** What the whole page must say: a restart, or a problem that belongs to no dialog. */
export function Banners() {
  const notice = useUi((state) => state.notice);
  const problem = useUi((state) => state.problem);
  const restarting = useUi((state) => state.worker === 'restarting');
  return (
    <div className="banners">
      {restarting && <p className="notice">The simulator stopped and is being restarted…</p>}
      {notice !== undefined && (
        <div className="notice" role="status">
          <p>{notice}</p>
          <Dismiss
            onClick={() => {
              setUi({ notice: undefined });
            }}
          />
        </div>
      )}
      <ForkNotice />
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
    </div>
  );
}

function Dismiss({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className="icon-btn" aria-label="Dismiss" onClick={onClick}>
      <CloseIcon />
    </button>
  );
}
