import { useEffect, useId, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { CloseIcon } from './Icons';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** Over all of the page. */
  readonly full?: boolean;
  /** What it is for, beside the title. */
  readonly about?: string;
}

/** A modal on the browser's own dialog: Esc, inert page and the return of focus come with it. */
export function Dialog({ title, about, onClose, children, wide = false, full = false }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    firstField(dialog)?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const closeOnBackdrop = (event: MouseEvent): void => {
    if (event.target === ref.current) onClose();
  };
  return (
    <dialog
      ref={ref}
      className={`dialog${wide ? ' wide' : ''}${full ? ' full' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={closeOnBackdrop}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          {about !== undefined && <p className="dialog-about">{about}</p>}
          <button type="button" className="icon-btn" aria-label="Close" onClick={onClose}>
            <CloseIcon />
          </button>
        </div>
        <div className="dialog-content">{children}</div>
      </div>
    </dialog>
  );
}

/** Where typing begins; not on touch screens, where the keyboard would cover the dialog. */
function firstField(dialog: HTMLDialogElement | null): HTMLElement | null {
  if (!window.matchMedia('(pointer: fine)').matches) return null;
  return dialog?.querySelector<HTMLElement>('textarea, select, input[type=text]') ?? null;
}
