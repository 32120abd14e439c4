import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'quiet' | 'primary';
  /** Why the button cannot be pressed now; it stays focusable and says so. */
  readonly unavailable?: string | undefined;
}

/** A button that, when it cannot act, says why instead of going silent. */
export function Button({ look = 'plain', unavailable, className = '', onClick, ...rest }: Props) {
  const off = unavailable !== undefined;
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${look} ${className}`}
      aria-disabled={off ? true : undefined}
      title={unavailable ?? rest.title}
      onClick={off ? undefined : onClick}
    />
  );
}
