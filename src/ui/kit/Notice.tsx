import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { CloseIcon } from './Icons';

/** Time to read two lines. */
const readMs = 10_000;

interface Props {
  readonly text: string;
  readonly onClose: () => void;
  /** It does not go by itself. */
  readonly stays?: boolean;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** One line over the page. It goes by itself, but not while the pointer or the focus is on it. */
export function Notice({ text, onClose, stays = false, children }: Props) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held || stays) return undefined;
    const timer = window.setTimeout(onClose, readMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, [held, stays, onClose]);
  const hold = (): void => {
    setHeld(true);
  };
  const release = (): void => {
    setHeld(false);
  };
  return (
    <div
      className="notice"
      role="status"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <p>{text}</p>
      {children}
      <Dismiss onClick={onClose} />
    </div>
  );
}

/** Takes a notice or a problem away. */
export function Dismiss({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className="icon-btn" aria-label="Dismiss" onClick={onClick}>
      <CloseIcon />
    </button>
  );
}
