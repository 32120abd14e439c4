import type { Lines } from './lines';

interface Props {
  readonly lines: Lines | undefined;
  readonly onPoint: (lines: Lines | undefined) => void;
}

/** Lines of the text; they light up on the other side. */
export function LineLink({ lines, onPoint }: Props) {
  if (lines === undefined) return null;
  const { from, to } = lines;
  const point = (): void => {
    onPoint({ from, to });
  };
  return (
    <button
      type="button"
      className="paste-link"
      onClick={point}
      onPointerEnter={point}
      onFocus={point}
    >
      {from === to ? `line ${from}` : `lines ${from} to ${to}`}
    </button>
  );
}
