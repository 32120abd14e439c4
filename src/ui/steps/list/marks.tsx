/** An interrupt. */
export function BoltIcon() {
  return (
    <svg width="8" height="12" viewBox="0 0 8 12" fill="currentColor" aria-hidden="true">
      <path d="M5 0 0 7h3L2.4 12 8 4.6H4.6z" />
    </svg>
  );
}

export function BookmarkIcon() {
  return (
    <svg
      className="bookmark"
      width="8"
      height="11"
      viewBox="0 0 8 11"
      fill="currentColor"
      aria-hidden="true"
    >
      <path d="M0 0h8v11L4 7.6 0 11z" />
    </svg>
  );
}

export function FoldIcon({ folded }: { readonly folded: boolean }) {
  return (
    <svg width="9" height="9" viewBox="0 0 9 9" fill="currentColor" aria-hidden="true">
      <path d={folded ? 'M2 .5 7.5 4.5 2 8.5z' : 'M.5 2h8L4.5 7.5z'} />
    </svg>
  );
}
