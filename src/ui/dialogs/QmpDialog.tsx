import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Card } from '../../model/view/page';
import { submitQmp } from '../actions';
import { Button } from '../kit/Button';
import { CardView } from '../kit/CardView';
import { Dialog } from '../kit/Dialog';
import { Segmented } from '../kit/Segmented';
import { PasteTab } from './PasteTab';
import { useSlice } from '../store';
import { InjectTab } from './InjectTab';
import { useInjectForm } from './use-inject-form';
import { useQmpForm } from './use-qmp-form';
import { FormTab } from './FormTab';

const tabs = [
  { id: 'form', label: 'Form' },
  { id: 'paste', label: 'Paste a session' },
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
  const submit = async (when: 'now' | 'queue'): Promise<void> => {
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
    void submit('queue');
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
        <div className="dialog-acts">
          <span className="mu">Queued requests wait until the host is idle.</span>
          <Button
            title="At the present step, before the host goes on"
            onClick={() => void submit('now')}
          >
            Send now
          </Button>
          <Button look="primary" onClick={() => void submit('queue')}>
            Queue <kbd>Ctrl ⏎</kbd>
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
