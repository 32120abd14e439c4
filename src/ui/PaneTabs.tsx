import type { KeyboardEvent } from 'react';
import { setUi, useUi } from './store';
import type { Pane } from './store';

const panes: readonly { readonly id: Pane; readonly label: string }[] = [
  { id: 'flow', label: 'Flow' },
  { id: 'extents', label: 'Extents' },
  { id: 'record', label: 'Record' },
  { id: 'note', label: 'Note' },
];

/** A phone's tabs; wider screens show all four parts at once and no tabs. */
export function PaneTabs() {
  const pane = useUi((state) => state.pane);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const now = panes.findIndex((each) => each.id === pane);
    const next = panes[(now + by + panes.length) % panes.length];
    if (next === undefined) return;
    setUi({ pane: next.id });
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="Below the maps" onKeyDown={onKeyDown}>
      {panes.map(({ id, label }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === pane}
          tabIndex={id === pane ? 0 : -1}
          onClick={() => {
            setUi({ pane: id });
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
