import { useId } from 'react';
import type { CommandForm, InputField } from '../../model/view/page';
import { offsetText } from '../bytes/fields';
import { Button } from '../kit/Button';
import { CloseIcon } from '../kit/Icons';
import { hoverOff, hoverOn } from '../entity/highlight';
import { addItem, draftOf, editField, editItem, removeItem } from './compose';
import { useConsole } from './console-store';
import { restingValue } from './payload';
import { Prefill } from './Prefill';
import type { Values } from './payload';

/** One input per field, and a row of inputs per item of the list. */
export function FieldsForm({ form }: { readonly form: CommandForm }) {
  const draft = useConsole((state) => state.drafts);
  const { fields, items } = draftOf({ drafts: draft }, form);
  if (form.fields.length === 0 && form.items === undefined) {
    return <p className="pane-hint">{form.modelled ? 'It takes no input.' : 'Fields unknown.'}</p>;
  }
  return (
    <div className="payload-fields">
      <Group fields={form.fields} values={fields} prefix="" onChange={editField} />
      {form.items && <Items list={form.items} items={items} />}
    </div>
  );
}

interface ItemsProps {
  readonly list: NonNullable<CommandForm['items']>;
  readonly items: readonly Values[];
}

function Items({ list, items }: ItemsProps) {
  return (
    <>
      {items.map((values, index) => (
        <fieldset key={index} className="payload-item">
          <legend>
            {list.name}[{index}]
          </legend>
          <button
            type="button"
            className="icon-btn"
            aria-label={`Remove ${list.name}[${index}]`}
            onClick={() => {
              removeItem(index);
            }}
          >
            <CloseIcon />
          </button>
          <Group
            fields={list.fields}
            values={values}
            prefix={`${list.name}[${index}].`}
            onChange={(path, value) => {
              editItem(index, path, value);
            }}
          />
        </fieldset>
      ))}
      <span className="tool-acts">
        <Button onClick={addItem}>
          + {list.name}[{items.length}]
        </Button>
        <Prefill list={list} />
      </span>
    </>
  );
}

interface GroupProps {
  readonly fields: readonly InputField[];
  readonly values: Values;
  readonly prefix: string;
  readonly onChange: (path: string, value: string) => void;
}

function Group({ fields, values, prefix, onChange }: GroupProps) {
  return fields
    .filter((field) => !field.reserved)
    .map((field) => (
      <FieldInput
        key={field.path}
        field={field}
        path={`${prefix}${field.path}`}
        value={values[field.path] ?? ''}
        onChange={(value) => {
          onChange(field.path, value);
        }}
      />
    ));
}

interface FieldProps {
  readonly field: InputField;
  readonly path: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The field's bytes light up below while it has the focus. */
function FieldInput({ field, path, value, onChange }: FieldProps) {
  const id = useId();
  const tab = useConsole((state) => state.tab?.id);
  const on = (): void => {
    if (tab !== undefined) hoverOn([`field:${tab}:${path}`]);
  };
  return (
    <div className="payload-field" onPointerEnter={on} onPointerLeave={hoverOff}>
      <label htmlFor={id}>
        {field.label}{' '}
        <span className="m mu">
          {offsetText(field.offset)} · {field.type}
        </span>
      </label>
      <input
        id={id}
        type="text"
        className="m"
        autoComplete="off"
        spellCheck={false}
        placeholder={restingValue(field)}
        value={value}
        onFocus={on}
        onBlur={hoverOff}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </div>
  );
}
