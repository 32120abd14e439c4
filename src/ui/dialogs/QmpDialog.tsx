import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Card } from '../../model/view/page';
import type { When } from '../../worker/protocol';
import { submitQmp } from '../simulator/actions';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { Dialog } from '../kit/Dialog';
import { Segmented } from '../kit/Segmented';
import { PasteTab } from './PasteTab';
import { InjectTab } from './InjectTab';
import { useInjectForm } from './use-inject-form';
import { useQmpForm } from './use-qmp-form';
import { FormTab } from './FormTab';
import { useSlice } from '../state/run';

const tabs = [
  { id: 'form', label: 'Form' },
  { id: 'paste', label: 'As text' },
] as const;

type Tab = (typeof tabs)[number]['id'];

/** What a person kept typing survives closing the dialog by mistake. */
const kept: { tab: Tab; text: string } = { tab: 'form', text: '' };

/** The fabric manager's requests, filled in or pasted. */
export function QmpDialog({ onClose }: { readonly onClose: () => void }) {
  const [tab, setTab] = useState<Tab>(kept.tab);
  const [text, setText] = useState(kept.text);
  const [problem, setProblem] = useState<Card>();
  const form = useQmpForm();
  const inject = useInjectForm();
  const isMock = useSlice('run').qmp === 'none';
  const busy = useBusy();
  const submit = async (when: When): Promise<void> => {
    const request = tab === 'paste' ? text : (isMock ? inject : form).checked();
    if (request === undefined) return;
    const answer = await submitQmp(request, when);
    setProblem(answer?.problem);
    if (answer === undefined || answer.problem !== undefined) return;
    kept.text = '';
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.ctrlKey) return;
    event.preventDefault();
    void submit(busy === undefined ? 'first' : 'queue');
  };
  return (
    <Dialog title="Add or release capacity" onClose={onClose} wide>
      <div onKeyDown={onKeyDown}>
        <Segmented
          label="How to write the request"
          value={tab}
          options={tabs}
          onChange={(next) => {
            kept.tab = next;
            setTab(next);
            setProblem(undefined);
          }}
        />
        {tab === 'form' ? (
          isMock ? (
            <InjectTab form={inject} />
          ) : (
            <FormTab form={form} />
          )
        ) : (
          <PasteTab
            text={text}
            onChange={(next) => {
              kept.text = next;
              setText(next);
            }}
          />
        )}
        {problem !== undefined && (
          <div role="alert">
            <CardView card={problem} />
          </div>
        )}
        <Acts busy={busy} many={tab === 'paste'} onSubmit={(when) => void submit(when)} />
      </div>
    </Dialog>
  );
}

/** Why a request may have to wait; nothing while the host is idle. */
function useBusy(): string | undefined {
  const { next } = useSlice('host');
  const { queued } = useSlice('run');
  if (next !== undefined) return `The host is busy. Its next move: ${next.title}.`;
  return queued > 0 ? 'Other requests wait already.' : undefined;
}

interface ActsProps {
  readonly busy: string | undefined;
  /** There may be several requests. */
  readonly many: boolean;
  readonly onSubmit: (when: When) => void;
}

/** To an idle host a request is sent; there is a queue only where it is busy. */
function Acts({ busy, many, onSubmit }: ActsProps) {
  const now = many ? 'Send all now' : 'Send now';
  const enter = <kbd>Ctrl ⏎</kbd>;
  return (
    <div className="dialog-acts">
      <span className="mu">
        {busy === undefined
          ? idleWords(many)
          : `${busy} “${now}” adds ${many ? 'the steps' : 'the step'} at once. “Queue” waits until the host has nothing left to do.`}
      </span>
      {(many || busy !== undefined) && (
        <Button
          title="At the present step, before the host goes on"
          onClick={() => {
            onSubmit('now');
          }}
        >
          {now}
        </Button>
      )}
      {busy === undefined ? (
        <Button
          look="primary"
          onClick={() => {
            onSubmit('first');
          }}
        >
          Send {enter}
        </Button>
      ) : (
        <Button
          look="primary"
          onClick={() => {
            onSubmit('queue');
          }}
        >
          Queue {enter}
        </Button>
      )}
    </div>
  );
}

const idleWords = (many: boolean): string =>
  many
    ? '“Send” sends the first. Each of the others waits until the host has nothing left to do.'
    : 'It is sent at once, as the next step.';
