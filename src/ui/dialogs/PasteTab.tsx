import { injectText } from './inject-text';
import { qmpText } from './qmp-text';
import type { QmpRequest } from './qmp-text';
import { useSlice } from '../state/run';

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

const mib = 2 ** 20;
const shown: readonly Omit<QmpRequest, 'device'>[] = [
  { verb: 'add', region: 0, extents: [{ offset: 0, len: 128 * mib }] },
  { verb: 'release', region: 0, extents: [{ offset: 0, len: 128 * mib }] },
];

const offer = { start: 2 ** 31, length: 64 * mib, tag: '', more: false, sequence: '' };
const lines = [
  injectText({ ...offer, file: 'dc_inject_extent' }),
  injectText({ ...offer, file: 'dc_del_extent' }),
];

/** A session as copied from a terminal, a test or a mail. */
export function PasteTab({ text, onChange }: Props) {
  const { qmp, device } = useSlice('run');
  const shape =
    qmp === 'none'
      ? lines
      : shown.map((request) =>
          qmpText({ ...request, device: device.id }, qmp).replace(/\s*\n\s*/g, ' '),
        );
  return (
    <label className="field">
      <span>
        {qmp === 'none' ? 'Lines to inject' : 'QMP session'}{' '}
        <span className="mu">
          {qmp === 'none'
            ? 'as a test writes them with echo, or bare: three fields ask back, four or five offer'
            : 'one JSON object after the other, as QEMU reads them: strings in "…" or \'…\'; replies are skipped'}
        </span>
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
