import { CloseIcon } from '../kit/Icons';
import { Button } from '../kit/Button';
import { iec } from '../kit/format';
import { Segmented } from '../kit/Segmented';
import { Choose, Entry, sizeNote } from '../kit/fields';
import type { ExtentText, QmpForm } from './use-qmp-form';
import { useSlice } from '../state/run';

const verbs = [
  { id: 'add', label: 'Add' },
  { id: 'release', label: 'Release' },
] as const;

/** One request, filled in; the command it makes stands below while it is typed. */
export function FormTab({ form }: { readonly form: QmpForm }) {
  const maps = useSlice('maps');
  const regions = maps.map((map) => ({
    id: String(map.index),
    label: `${map.label}, ${iec(map.length)} in blocks of ${iec(map.blockSize)}`,
  }));
  return (
    <div className="qmp-form">
      <div className="form-row">
        <div className="field">
          <span>Command</span>
          <Segmented label="Command" value={form.verb} options={verbs} onChange={form.setVerb} />
        </div>
        <Choose
          label="Region"
          value={String(form.region)}
          options={regions}
          onChange={(id) => {
            form.setRegion(Number(id));
          }}
        />
      </div>
      {form.rows.map((row, index) => (
        <Row key={row.key} row={row} index={index} form={form} />
      ))}
      <Button onClick={form.addRow}>+ Another extent</Button>
      <div className="field">
        <span>This will be sent</span>
        <pre className="code-box" tabIndex={0} aria-label="QMP command">
          {form.qmp ?? '(an extent above cannot be read yet)'}
        </pre>
      </div>
    </div>
  );
}

function Row({
  row,
  index,
  form,
}: {
  readonly row: ExtentText;
  readonly index: number;
  readonly form: QmpForm;
}) {
  const many = form.rows.length > 1;
  return (
    <div className="form-row extent-row">
      <Entry
        label={`Extent ${index + 1}: offset in region`}
        value={row.offset}
        {...sizeNote(form.parse(row.offset), form.tried)}
        onChange={(offset) => {
          form.changeRow({ ...row, offset });
        }}
      />
      <Entry
        label="Length"
        value={row.length}
        {...sizeNote(form.parse(row.length), form.tried)}
        onChange={(length) => {
          form.changeRow({ ...row, length });
        }}
      />
      {many && (
        <button
          type="button"
          className="icon-btn"
          aria-label={`Remove extent ${index + 1}`}
          onClick={() => {
            form.removeRow(row.key);
          }}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
