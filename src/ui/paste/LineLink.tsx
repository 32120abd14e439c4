import type { Lines } from './lines';

interface Props {
  readonly lines: Lines | undefined;
  readonly onPoint: (lines: Lines | undefined) => void;
}

/** Lines of the text; they light up on the other side, and come into view there when this is pressed. */
export function LineLink({ lines, onPoint }: Props) {
  if (lines === undefined) return null;
  const { from, to } = lines;
  const point = (): void => {
    onPoint({ from, to });
  };
  const seek = (): void => {
    onPoint({ from, to, sought: true });
  };
  return (
    <button
      type="button"
      className="paste-link"
      onClick={seek}
      onPointerEnter={point}
      onFocus={point}
    >
      {from === to ? `line ${from}` : `lines ${from} to ${to}`}
    </button>
  );
}
