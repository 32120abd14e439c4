import { useState } from 'react';
import type { RunView } from '../../model/view/page';
import { edit } from '../simulator/actions';
import { compareWith } from '../simulator/compare-actions';
import { Button } from '../kit/Button';
import { closePopup } from '../kit/Popup';
import { branchMenu } from '../simulator/time';
import { RenameForm } from './RenameForm';
import { showProblem } from '../state/messages';

type Branch = RunView['branches'][number];

/** Every branch: one click shows it; it can be renamed, compared with the shown one, and deleted. */
export function BranchMenu({ branches }: { readonly branches: readonly Branch[] }) {
  const [renaming, setRenaming] = useState<number>();
  const others = branches.map(({ name }) => name);
  return (
    <ul className="branch-list">
      {branches.map((branch) =>
        branch.id === renaming ? (
          <li key={branch.id}>
            <RenameForm
              branch={branch}
              taken={others.filter((name) => name !== branch.name)}
              onDone={() => {
                setRenaming(undefined);
              }}
            />
          </li>
        ) : (
          <Row
            key={branch.id}
            branch={branch}
            onRename={() => {
              setRenaming(branch.id);
            }}
          />
        ),
      )}
    </ul>
  );
}

interface RowProps {
  readonly branch: Branch;
  readonly onRename: () => void;
}

function Row({ branch, onRename }: RowProps) {
  const { id, name, current } = branch;
  return (
    <li>
      <button
        type="button"
        className="branch-go"
        aria-current={current}
        onClick={() => {
          closePopup(branchMenu);
          if (!current) void edit({ kind: 'switchBranch', id });
        }}
      >
        <span className="branch-name">{name}</span>
        <small>{aboutOf(branch)}</small>
      </button>
      <Button look="quiet" className="slim" aria-label={`Rename ${name}`} onClick={onRename}>
        Rename
      </Button>
      <Button
        look="quiet"
        className="slim"
        aria-label={`Compare with ${name}`}
        unavailable={current ? 'It is the branch that is shown' : undefined}
        onClick={() => {
          closePopup(branchMenu);
          void compare(id);
        }}
      >
        Compare
      </Button>
      <Button
        look="quiet"
        className="slim"
        aria-label={`Delete ${name}`}
        unavailable={
          current ? 'It is the branch that is shown: switch to another first' : undefined
        }
        onClick={() => void edit({ kind: 'deleteBranch', id })}
      >
        Delete
      </Button>
    </li>
  );
}

async function compare(branch: number): Promise<void> {
  const problem = await compareWith({ kind: 'branch', branch });
  if (problem !== undefined) showProblem(problem);
}

const counted = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`;

function aboutOf({ current, from, steps }: Branch): string {
  if (current) return `shown · ${counted(steps, 'step')}`;
  return from === 0
    ? `${counted(steps, 'step')}, all other`
    : `same up to step ${from} · ${counted(steps - from, 'step')} of its own`;
}
