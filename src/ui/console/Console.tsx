import { useEffect } from 'react';
import { CardView } from '../entity/CardView';
import { Button } from '../kit/Button';
import { byteCount, hexFault } from '../kit/hex';
import { clearDraft, draftOf, loadForms, sendDraft } from './compose';
import { CommandPick } from './CommandPick';
import { currentForm, useConsole } from './console-store';
import { FieldsForm } from './FieldsForm';
import { HexForm } from './HexForm';
import { History } from './History';
import { useSlice } from '../state/run';
import '../drawer/tools.css';
import './console.css';

/** Any command to any of the device's interfaces, byte for byte as its writer wants it. */
export function Console() {
  const profile = useSlice('run').profile;
  const form = useConsole(currentForm);
  useEffect(() => {
    void loadForms();
  }, [profile]);
  if (form === undefined) return <p className="pane-hint drawer-wait">Asking for the commands…</p>;
  return (
    <form
      className="tool console"
      aria-label="Command console"
      onSubmit={(event) => {
        event.preventDefault();
        void sendDraft();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.ctrlKey) return;
        event.preventDefault();
        void sendDraft();
      }}
    >
      <CommandPick form={form} />
      <section className="sec" aria-label="Payload">
        <div className="sec-head">
          <h2>Payload</h2>
          <PayloadLength />
          <span className="sp" />
          <button type="button" className="mu small copy" onClick={clearDraft}>
            start over
          </button>
        </div>
        <FieldsForm form={form} />
        <HexForm form={form} />
        <Problem />
        <SendRow />
      </section>
      <History />
    </form>
  );
}

/** How long the payload is, and whether the device takes that length. */
function PayloadLength() {
  const form = useConsole(currentForm);
  const bytes = useConsole((state) => (form ? byteCount(draftOf(state, form).hex) : 0));
  const wrong = form?.length !== undefined && form.length !== bytes;
  return (
    <span className={wrong ? 'summary warn-text' : 'summary mu'} role="status">
      {bytes} B{wrong && `, but the command takes ${form.length} B`}
    </span>
  );
}

function Problem() {
  const problem = useConsole((state) => state.problem);
  return <div role="alert">{problem !== undefined && <CardView card={problem} />}</div>;
}

function SendRow() {
  const form = useConsole(currentForm);
  const hex = useConsole((state) => (form ? draftOf(state, form).hex : ''));
  const unbuilt = useConsole((state) => state.unbuilt);
  const fault = unbuilt ? 'A field above cannot be read yet.' : hexFault(hex);
  return (
    <div className="console-acts">
      <Button
        look="primary"
        type="submit"
        title="Send it at the present step (Ctrl + Enter)"
        unavailable={fault}
      >
        Send {form?.number}
      </Button>
      <span className="note">{fault ?? 'Adds a step here. Later steps are kept as a branch.'}</span>
    </div>
  );
}
