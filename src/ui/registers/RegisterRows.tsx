import { useId } from 'react';
import type { RegisterField, RegisterView } from '../../model/view/page';
import { offsetText } from '../bytes/fields';
import { Button } from '../kit/Button';
import { whyOf } from '../entity/why';

interface Props {
  readonly register: RegisterView;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** One register; its bits and who may write it lie below when it is open. */
export function RegisterRows({ register, open, onToggle }: Props) {
  const { name, offset, width, value, access, changed, fields } = register;
  const id = useId();
  return (
    <tbody className={changed ? 'changed' : undefined}>
      <tr className="register">
        <th scope="row">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            title={access}
            onClick={onToggle}
          >
            {name}
          </button>
        </th>
        <td className="m">{offsetText(offset)}</td>
        <td className="m">{width}</td>
        <td className="m">
          <span className="register-value">{value}</span>
          {changed && <span className="sr-only"> changed</span>}
        </td>
      </tr>
      {open && (
        <tr id={id} className="register-more">
          <td colSpan={4}>
            <ul aria-label={`Fields of ${name}`}>
              {fields.map((field) => (
                <FieldLine key={field.bits} field={field} />
              ))}
            </ul>
            <p className="note">{access}</p>
            <Button
              className="slim"
              onClick={() => {
                whyOf(register.id);
              }}
            >
              Why?
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

function FieldLine({ field }: { readonly field: RegisterField }) {
  return (
    <li className="register-field">
      <span className="m mu">{field.bits}</span>
      <span>{field.label}</span>
      <span className="m register-means">
        {field.value}
        {field.derived !== undefined && ` [${field.derived}]`}
      </span>
    </li>
  );
}
