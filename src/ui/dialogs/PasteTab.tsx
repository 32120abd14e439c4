const shape = `{ "execute": "qmp_capabilities" }
{ "execute": "cxl-add-dynamic-capacity",
  "arguments": { "path": "/machine/peripheral/cxl-dcd0", "host-id": 0,
    "selection-policy": "prescriptive", "region": 0,
    "extents": [ { "offset": 0, "len": 134217728 },
                 { "offset": 268435456, "len": 67108864 } ] } }
{ "return": {} }
{ "execute": "cxl-release-dynamic-capacity",
  "arguments": { "path": "/machine/peripheral/cxl-dcd0", "host-id": 0,
    "removal-policy": "prescriptive", "region": 0,
    "extents": [ { "offset": 268435456, "len": 67108864 } ] } }`;

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** A QMP session as copied from a terminal or a mail. */
export function PasteTab({ text, onChange }: Props) {
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
        placeholder={shape}
        value={text}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
