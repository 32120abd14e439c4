import { useId } from 'react';
import type { BytesTab, CommandForm } from '../../model/view/page';
import { CurrentField } from '../bytes/FieldList';
import { FieldStrip } from '../bytes/FieldStrip';
import { HexGrid } from '../bytes/HexGrid';
import { useMarks } from '../bytes/use-marks';
import { hexFault } from '../kit/hex';
import '../bytes/bytes.css';
import { draftOf, editHex } from './compose';
import { useConsole } from './console-store';

/** The same payload as hex to type or paste, and where its fields lie. */
export function HexForm({ form }: { readonly form: CommandForm }) {
  const id = useId();
  const drafts = useConsole((state) => state.drafts);
  const tab = useConsole((state) => state.tab);
  const { hex } = draftOf({ drafts }, form);
  const fault = hexFault(hex);
  const lines = hex.split('\n').length;
  return (
    <div className="payload-hex">
      <label htmlFor={id}>The same as hex</label>
      <textarea
        id={id}
        className="m"
        spellCheck={false}
        autoComplete="off"
        rows={Math.min(6, Math.max(2, lines))}
        value={hex}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        placeholder="no bytes"
        onChange={(event) => {
          editHex(event.target.value);
        }}
      />
      {fault !== undefined && (
        <p id={`${id}-fault`} className="fault-text">
          {fault}
        </p>
      )}
      {tab !== undefined && tab.bytes.length > 0 && <Preview tab={tab} />}
    </div>
  );
}

function Preview({ tab }: { readonly tab: BytesTab }) {
  const marks = useMarks(tab);
  return (
    <div className="payload-preview">
      <HexGrid tab={tab} marks={marks} />
      <FieldStrip tab={tab} marks={marks} />
      <CurrentField tab={tab} marks={marks} />
    </div>
  );
}
