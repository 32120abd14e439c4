import { useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Chip, EntityId } from '../../model/view/page';
import { Button } from '../kit/Button';
import { ChipView } from '../entity/ChipView';
import { onceReleased } from '../kit/released';

interface Props {
  readonly name: string;
  readonly about: string;
  readonly chips: readonly Chip[];
  /** Why there is nothing to choose from. */
  readonly empty: string;
  /** Buttons for everything and for nothing, where those are answers of their own. */
  readonly all?: string;
  readonly none?: string;
  readonly some: (count: number) => string;
  readonly onDone: (chosen: readonly EntityId[]) => void;
}

/** A button that opens a list to tick; it closes on Esc, or when focus goes elsewhere. */
export function Checklist(props: Props) {
  const { name, chips, empty, onDone } = props;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open || event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  const onBlur = (event: FocusEvent): void => {
    if (event.relatedTarget === null || event.currentTarget.contains(event.relatedTarget)) return;
    onceReleased(() => {
      setOpen(false);
    });
  };
  return (
    <div className="checklist" onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button
        ref={button}
        className="tiny"
        unavailable={chips.length === 0 ? empty : undefined}
        aria-expanded={open && chips.length > 0}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {name}
      </Button>
      {open && chips.length > 0 && (
        <Choices
          {...props}
          id={id}
          onDone={(chosen) => {
            close();
            onDone(chosen);
          }}
        />
      )}
    </div>
  );
}

function Choices({ id, about, chips, all, none, some, onDone }: Props & { readonly id: string }) {
  const [left, setLeft] = useState<ReadonlySet<EntityId>>(new Set());
  const chosen = chips.map((chip) => chip.id).filter((each) => !left.has(each));
  const toggle = (chip: Chip): void => {
    const next = new Set(left);
    if (!next.delete(chip.id)) next.add(chip.id);
    setLeft(next);
  };
  return (
    <fieldset className="choices" id={id}>
      <legend>{about}</legend>
      <div className="choices-list">
        {chips.map((chip) => (
          <label key={chip.id}>
            <input
              type="checkbox"
              checked={!left.has(chip.id)}
              onChange={() => {
                toggle(chip);
              }}
            />
            <ChipView chip={chip} />
          </label>
        ))}
      </div>
      <div className="choices-actions">
        <Button
          look="primary"
          className="tiny"
          unavailable={chosen.length === 0 ? 'Tick at least one.' : undefined}
          onClick={() => {
            onDone(chosen);
          }}
        >
          {some(chosen.length)}
        </Button>
        {all !== undefined && (
          <Button
            className="tiny"
            onClick={() => {
              onDone(chips.map((chip) => chip.id));
            }}
          >
            {all}
          </Button>
        )}
        {none !== undefined && (
          <Button
            className="tiny"
            onClick={() => {
              onDone([]);
            }}
          >
            {none}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
