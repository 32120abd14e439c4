import type { KeyboardEvent } from 'react';

interface Props<T extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: T; readonly label: string; readonly title?: string }[];
  readonly value: T;
  readonly onChange: (id: T) => void;
  /** Tells the ids of this list's tabs from those of another. */
  readonly name: string;
  readonly className: string;
}

/** A row of tabs with one stop for the keyboard; inside it the arrows go from tab to tab. */
export function TabList<T extends string>({ label, tabs, value, onChange, ...look }: Props<T>) {
  const { name, className } = look;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const now = tabs.findIndex((each) => each.id === value);
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: -1 }[event.key];
    const tab = next === undefined ? undefined : tabs.at(next % tabs.length);
    if (tab === undefined) return;
    event.preventDefault();
    onChange(tab.id);
    document.getElementById(`${name}-${tab.id}`)?.focus();
  };
  return (
    <div className={className} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ id, label: says, title }) => (
        <button
          key={id}
          id={`${name}-${id}`}
          type="button"
          role="tab"
          title={title}
          className={id === value ? 'on' : undefined}
          aria-selected={id === value}
          tabIndex={id === value ? 0 : -1}
          onClick={() => {
            onChange(id);
          }}
        >
          {says}
        </button>
      ))}
    </div>
  );
}
