import { useEffect, useState } from 'react';
import type { Card } from '../../model/view/page';
import type { PasteChoices, PasteView } from '../../model/view/page/paste';
import { CardView } from '../entity/CardView';
import { Button } from '../kit/Button';
import { Dialog } from '../kit/Dialog';
import { addPasted, openPasted } from './paste-actions';
import { textOfFile } from './file-text';
import { keptText } from './kept-text';
import type { Lines } from './lines';
import { PasteText } from './PasteText';
import { Understood } from './Understood';
import { usePasted } from './use-pasted';
import { useSlice } from '../state/run';
import './paste.css';

const none: PasteChoices = {};
/** A text before it is read. */
const unread = { compared: [], agree: 0 };

/** Any text about a device, marked line by line, and what it was understood as. Nothing is applied before a press. */
export function Paste({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState(keptText.text);
  const [choices, setChoices] = useState(none);
  const [pointed, setPointed] = useState<Lines>();
  const [problem, setProblem] = useState(keptText.problem);
  useEffect(() => {
    keptText.problem = undefined;
  }, []);
  const view = usePasted(text, choices);
  const write = (next: string): void => {
    keptText.text = next;
    setText(next);
    setChoices(none);
    setPointed(undefined);
    setProblem(undefined);
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = await textOfFile(file);
    if (typeof read === 'string') write(read);
    else setProblem(read);
  };
  return (
    <Dialog
      title="Paste what you have"
      about="A QMP session, a QEMU command line, a kernel log, mailbox bytes; mixed, quoted or cut from a mail"
      onClose={onClose}
      full
    >
      <div
        className="paste"
        onDrop={(event) => {
          void take(event.dataTransfer.files[0]);
        }}
      >
        <PasteText
          text={text}
          view={view}
          pointed={pointed}
          onChange={write}
          onPoint={setPointed}
          onFile={(file) => void take(file)}
        />
        <Understood
          view={view}
          pointed={pointed}
          onPoint={setPointed}
          onChoose={setChoices}
          choices={choices}
        />
        <Acts
          text={text}
          view={view}
          choices={choices}
          problem={problem}
          onProblem={setProblem}
          onClose={onClose}
        />
      </div>
    </Dialog>
  );
}

interface ActsProps {
  readonly text: string;
  readonly view: PasteView | undefined;
  readonly choices: PasteChoices;
  readonly problem: Card | undefined;
  readonly onProblem: (problem: Card | undefined) => void;
  readonly onClose: () => void;
}

/** What can be done with the text. */
function Acts({ text, view, choices, problem, onProblem, onClose }: ActsProps) {
  const { step } = useSlice('run');
  const done = (found: Card | undefined): void => {
    onProblem(found);
    if (found !== undefined) return;
    keptText.text = '';
    onClose();
  };
  const nothing = view === undefined || isEmpty(view) ? 'Nothing was understood yet' : undefined;
  const noDevice = view?.problem === undefined ? nothing : 'There is no such device';
  return (
    <div className="paste-acts">
      {problem !== undefined && (
        <div role="alert">
          <CardView card={problem} />
        </div>
      )}
      <span className="mu" role="status">
        {view === undefined ? 'Nothing leaves this page.' : `${view.sum} Nothing leaves this page.`}
      </span>
      <Button
        unavailable={nothing ?? (view?.steps === 0 ? 'The text names nothing to do' : undefined)}
        onClick={() => void addPasted(text).then(done)}
      >
        Add after step {step}
      </Button>
      <Button
        look="primary"
        unavailable={noDevice}
        onClick={() => void openPasted(text, choices, view ?? unread).then(done)}
      >
        Open as a new run
      </Button>
    </div>
  );
}

const isEmpty = ({ steps, device, opens }: PasteView): boolean =>
  steps === 0 && device.origin === 'present' && opens === undefined;
