import { lazy, Suspense, useState } from 'react';
import { addressOf } from '../simulator/address';
import { CopyAs } from './CopyAs';
import { CardView } from '../entity/CardView';
import { Dialog } from '../kit/Dialog';
import { useTools } from '../state/tools';
import { ShareFields } from './ShareFields';
import { ShareLink, ShareParts } from './ShareLink';
import { useShare, type Omissions, type Shared } from './use-share';

const PictureAs = lazy(async () => ({
  default: (await import('../picture/PictureAs')).PictureAs,
}));

const everything: Omissions = { withoutRest: false, withoutMarks: false };

/** The whole run and this step as one address; the whole comparison and this row while two runs are compared. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const compares = useTools((state) => state.compare !== undefined);
  return (
    <Dialog
      title={compares ? 'Share this comparison' : 'Share this step'}
      about="The run travels in the link; nothing is uploaded."
      onClose={onClose}
      wide
    >
      {compares ? <SharedComparison /> : <SharedRun />}
    </Dialog>
  );
}

function SharedComparison() {
  const shared = useShare(everything);
  return (
    <div className="share">
      <Made shared={shared} holds="It holds both runs and opens this row." />
    </div>
  );
}

function SharedRun() {
  const [omissions, setOmissions] = useState(everything);
  const shared = useShare(omissions);
  const { answer } = shared;
  return (
    <div className="share two">
      <div className="share-link">
        <ShareFields />
        {answer !== undefined && (
          <ShareParts answer={answer} omissions={omissions} onChange={setOmissions} />
        )}
        <Made
          shared={shared}
          holds={
            omissions.withoutRest ? 'It holds the run up to this step.' : 'It holds the whole run.'
          }
        />
      </div>
      {answer !== undefined && (
        <div className="share-out">
          <CopyAs fragment={answer.fragment} />
          <Suspense>
            <PictureAs fragment={answer.fragment} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

interface MadeProps {
  readonly shared: Shared;
  readonly holds: string;
}

/** The link, or why there is none. */
function Made({ shared: { answer, latest }, holds }: MadeProps) {
  if (answer === undefined) return <p role="status">Making the link…</p>;
  const { problem, fragment, characters } = answer;
  return (
    <>
      {problem !== undefined && <CardView card={problem} />}
      {fragment !== undefined && (
        <ShareLink
          address={addressOf(fragment)}
          latest={async () => {
            const made = (await latest())?.fragment;
            return made === undefined ? undefined : addressOf(made);
          }}
          characters={characters}
          holds={holds}
        />
      )}
    </>
  );
}
