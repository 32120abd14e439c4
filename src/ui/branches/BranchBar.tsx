import { Popup } from '../kit/Popup';
import { BranchIcon } from '../kit/Icons';
import { titleOf } from '../keys/keys';
import { branchMenu } from '../simulator/time';
import { BranchMenu } from './BranchMenu';
import { useSlice } from '../state/run';

/** Which branch is shown, and the way to the others; nothing while there is only one. */
export function BranchBar() {
  const branches = useSlice('run').branches;
  const shown = branches.find(({ current }) => current);
  if (branches.length < 2 || shown === undefined) return null;
  return (
    <Popup
      id={branchMenu}
      label="Branches of this run"
      side="below"
      className="btn quiet branch-btn"
      title={titleOf('branches')}
      name={`Branch ${shown.name}, ${branches.length} branches`}
      button={
        <>
          <BranchIcon />
          <span className="branch-name">{shown.name}</span>
          <span className="branch-count">{branches.length}</span>
        </>
      }
    >
      <BranchMenu branches={branches} />
    </Popup>
  );
}
