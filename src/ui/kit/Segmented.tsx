import { useId } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly id: T; readonly label: string }[];
  readonly onChange: (id: T) => void;
  readonly small?: boolean;
}

/** One of a few: real radio buttons, so the arrow keys and names come from the browser. */
export function Segmented<T extends string>({ label, value, options, onChange, small }: Props<T>) {
  const name = useId();
  return (
    <div className={small === true ? 'seg sm' : 'seg'} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.id} className={option.id === value ? 'on' : undefined}>
          <input
            type="radio"
            name={name}
            checked={option.id === value}
            onChange={() => {
              onChange(option.id);
            }}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
