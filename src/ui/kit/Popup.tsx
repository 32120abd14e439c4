import { useRef, useState } from 'react';
import type { ReactNode, ToggleEvent } from 'react';

interface Props {
  readonly id: string;
  /** What the popup is called; a screen reader says it on opening. */
  readonly label: string;
  readonly side: 'above' | 'below';
  readonly className?: string;
  readonly title?: string;
  /** What stands on the button, and its name where that is no text. */
  readonly button: ReactNode;
  readonly name?: string;
  /** Mounted while the popup is open, so that what it needs is asked for on opening. */
  readonly children: ReactNode;
}

const gap = 6;
const margin = 8;

/** A button and what opens beside it. Escape or a click elsewhere closes it and gives the focus back. */
export function Popup({ id, label, side, className = '', title, button, name, children }: Props) {
  const opener = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const onToggle = (event: ToggleEvent<HTMLDivElement>): void => {
    setOpen(event.newState === 'open');
  };
  const place = (shown: HTMLDivElement | null) => {
    const [button, box] = [opener.current, popup.current];
    if (shown === null || button === null || box === null) return undefined;
    const first = box.querySelector('[aria-current=true], button');
    (first instanceof HTMLElement ? first : box).focus();
    // What stands in it may come later, and make it wider.
    const observer = new ResizeObserver(() => {
      putBeside(box, button, side);
    });
    observer.observe(shown);
    return () => {
      observer.disconnect();
    };
  };
  return (
    <>
      <button
        type="button"
        ref={opener}
        className={className}
        popoverTarget={id}
        aria-expanded={open}
        aria-label={name}
        title={title}
      >
        {button}
      </button>
      <div
        id={id}
        ref={popup}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="popup"
        tabIndex={-1}
        onToggle={onToggle}
      >
        {open && <div ref={place}>{children}</div>}
      </div>
    </>
  );
}

/** Puts the popup beside its button, inside the window. */
function putBeside(popup: HTMLElement, opener: HTMLElement, side: Props['side']): void {
  const at = opener.getBoundingClientRect();
  const { width } = popup.getBoundingClientRect();
  const most = window.innerWidth - width - margin;
  popup.style.left = `${Math.max(margin, Math.min(at.left, most))}px`;
  if (side === 'below') popup.style.top = `${at.bottom + gap}px`;
  else popup.style.bottom = `${window.innerHeight - at.top + gap}px`;
}

/** Closes a popup; the focus goes back to where it was. */
export function closePopup(id: string): void {
  document.getElementById(id)?.hidePopover();
}

/** Opens a popup as its button does. False while it is not on the page. */
export function openPopup(id: string): boolean {
  const popup = document.getElementById(id);
  if (popup === null) return false;
  popup.showPopover();
  return true;
}
