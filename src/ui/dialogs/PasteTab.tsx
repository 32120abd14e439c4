import { useSlice } from '../store';
import { qmpText } from './qmp-text';
import type { QmpRequest } from './qmp-text';

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

const mib = 2 ** 20;
const shown: readonly Omit<QmpRequest, 'device'>[] = [
  { verb: 'add', region: 0, extents: [{ offset: 0, len: 128 * mib }] },
  { verb: 'release', region: 0, extents: [{ offset: 0, len: 128 * mib }] },
];

/** A QMP session as copied from a terminal or a mail. */
export function PasteTab({ text, onChange }: Props) {
  const { qmp, device } = useSlice('run');
  const shape = shown.map((request) =>
    qmpText({ ...request, device: device.id }, qmp).replace(/\s*\n\s*/g, ' '),
  );
  return (
    <label className="field">
      <span>
        QMP session{' '}
        <span className="mu">JSON objects, one after the other; replies are skipped</span>
      </span>
      <textarea
        className="code-box"
        rows={14}
        spellCheck={false}
        autoFocus
        placeholder={shape.join('\n')}
        value={text}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
