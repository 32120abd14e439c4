import { useEffect, useState } from 'react';
import type { ExportId, ExportKind, ExportView } from '../../model/view/page/export';
import { addressOf } from '../simulator/address';
import { ask } from '../simulator/connect';
import { Button } from '../kit/Button';
import { saveFile } from '../kit/save-file';

interface Props {
  /** The link of the run, for the kinds that name it. */
  readonly fragment: string | undefined;
}

/** The run up to this step in other forms: one is shown, and each can be copied or saved. */
export function CopyAs({ fragment }: Props) {
  const [kinds, setKinds] = useState<readonly ExportKind[]>([]);
  const [shown, setShown] = useState<ExportId>('markdown');
  const view = useExport(shown, fragment);
  useEffect(() => {
    void ask('exportKinds').then((all) => {
      setKinds(all ?? []);
    });
  }, []);
  return (
    <section className="copy-as" aria-label="Copy as">
      <label className="field">
        <span>Copy as</span>
        <select
          value={shown}
          onChange={({ target: { value } }) => {
            const kind = kinds.find(({ id }) => id === value);
            if (kind !== undefined) setShown(kind.id);
          }}
        >
          {kinds.map(({ id, label, about }) => (
            <option key={id} value={id}>
              {label}: {about}
            </option>
          ))}
        </select>
      </label>
      {view !== undefined && <Shown key={view.file} view={view} />}
    </section>
  );
}

/** A form of the run; nothing until the worker has made it. */
function useExport(id: ExportId, fragment: string | undefined): ExportView | undefined {
  const [view, setView] = useState<ExportView>();
  const address = fragment === undefined ? undefined : addressOf(fragment);
  useEffect(() => {
    let wanted = true;
    void ask('exported', id, address).then((made) => {
      if (wanted) setView(made);
    });
    return () => {
      wanted = false;
    };
  }, [id, address]);
  return view;
}

function Shown({ view: { label, text, file, empty } }: { readonly view: ExportView }) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(`${label} is on the clipboard.`);
    } catch {
      setSaid(
        'The browser does not allow copying: save it, or select the text and press Ctrl + C.',
      );
    }
  };
  return (
    <>
      <textarea
        className="code-box"
        aria-label={`${label}, ${file}`}
        readOnly
        rows={8}
        value={empty ?? text}
      />
      <div className="copy-acts">
        <span role="status" className="mu">
          {said}
        </span>
        <Button unavailable={empty} onClick={() => void copy()}>
          Copy
        </Button>
        <Button
          unavailable={empty}
          onClick={() => {
            saveFile(file, new Blob([text], { type: 'text/plain' }));
          }}
        >
          Save {file}
        </Button>
      </div>
    </>
  );
}
