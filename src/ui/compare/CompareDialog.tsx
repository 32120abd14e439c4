import { useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Card, RunView } from '../../model/view/page';
import type { CompareWith } from '../../model/view/page/compare';
import { Choose } from '../kit/fields';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { Dialog } from '../kit/Dialog';
import { Segmented } from '../kit/Segmented';
import { compareWith } from '../simulator/compare-actions';
import { useSlice } from '../state/run';

type Kind = CompareWith['kind'];

const kinds = [
  { id: 'twin', label: 'Another host' },
  { id: 'profile', label: 'Other device rules' },
  { id: 'branch', label: 'A branch' },
] as const satisfies readonly { readonly id: Kind; readonly label: string }[];

const hints: Readonly<Record<Kind, string>> = {
  twin: 'The same requests and accesses, answered by this host from the start. Time goes by only where it does in this run: a watchdog may not run out that would in a run of its own.',
  profile: 'The same requests and accesses, on a device with these rules.',
  branch: 'Both as they are; equal actions stand side by side.',
};

/** What the form offered last stays chosen. */
const kept: { kind: Kind; chosen: Partial<Record<Kind, string>> } = { kind: 'twin', chosen: {} };

/** What to compare the run with. */
export function CompareDialog({ onClose }: { readonly onClose: () => void }) {
  const run = useSlice('run');
  const [kind, setKind] = useState<Kind>(kept.kind);
  const [chosen, setChosen] = useState(kept.chosen);
  const [problem, setProblem] = useState<Card>();
  const options = optionsOf(run, kind);
  const value = options.find(({ id }) => id === chosen[kind])?.id ?? options[0]?.id;
  const onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (value === undefined) return;
    const found = await compareWith(whatOf(kind, value));
    setProblem(found);
    if (found === undefined) onClose();
  };
  return (
    <Dialog title="Compare this run" onClose={onClose}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Segmented
          label="With what to compare"
          value={kind}
          options={kinds}
          onChange={(next) => {
            kept.kind = next;
            setKind(next);
            setProblem(undefined);
          }}
        />
        {value === undefined ? (
          <p className="hint">
            There is one branch only. Act at an earlier step: what came after is then kept as
            another.
          </p>
        ) : (
          <div>
            <Choose
              label="With"
              value={value}
              options={options}
              onChange={(id) => {
                kept.chosen = { ...chosen, [kind]: id };
                setChosen(kept.chosen);
                setProblem(undefined);
              }}
            />
            <p className="hint">{hints[kind]}</p>
            {kind !== 'branch' && run.byHand !== undefined && (
              <p className="hint strong">{run.byHand}</p>
            )}
          </div>
        )}
        {problem !== undefined && (
          <div role="alert">
            <CardView card={problem} />
          </div>
        )}
        <div className="dialog-acts">
          <span className="mu">The run itself is not changed.</span>
          <Button
            look="primary"
            type="submit"
            unavailable={value === undefined ? 'There is nothing to compare with' : undefined}
          >
            Compare
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Option {
  readonly id: string;
  readonly label: string;
}

function optionsOf(run: RunView, kind: Kind): readonly Option[] {
  switch (kind) {
    case 'twin':
      return run.twins.filter(({ id }) => id !== run.twin);
    case 'profile':
      return run.profiles.filter(({ id }) => id !== run.profile);
    case 'branch':
      return run.branches
        .filter(({ current }) => !current)
        .map(({ id, name }) => ({ id: String(id), label: name }));
  }
}

function whatOf(kind: Kind, id: string): CompareWith {
  switch (kind) {
    case 'twin':
      return { kind, twin: id };
    case 'profile':
      return { kind, profile: id };
    case 'branch':
      return { kind, branch: Number(id) };
  }
}
