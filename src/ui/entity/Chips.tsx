import type { Chip } from '../../model/view/page';
import { useLink } from './highlight';
import { ChipView } from './ChipView';
import { chipsIn } from './chip-room';
import { moreWords } from './chip-words';

interface Props {
  readonly chips: readonly Chip[];
  /** How many there are; the page may have the first of them only. */
  readonly count?: number;
  /** Pixels of a line; 0 while it is not known. */
  readonly room: number;
  readonly lines?: number;
  readonly interactive?: boolean;
}

/** As many chips as there is room for, and how many more there are. */
export function Chips({
  chips,
  count = chips.length,
  room,
  lines = 1,
  interactive = false,
}: Props) {
  const labels = chips.map((chip) => chip.label);
  const shown = chipsIn(labels, count, { width: room, lines });
  return (
    <span className="chips">
      {chips.slice(0, shown).map((chip) => (
        <ChipView key={chip.id} chip={chip} interactive={interactive} />
      ))}
      {shown < count && (
        <More chips={chips.slice(shown)} count={count - shown} interactive={interactive} />
      )}
    </span>
  );
}

interface MoreProps {
  readonly chips: readonly Chip[];
  readonly count: number;
  readonly interactive: boolean;
}

/** Stands for all chips without room, and selects them together. */
function More({ chips, count, interactive }: MoreProps) {
  const link = useLink(chips.map((chip) => chip.id));
  const words = moreWords(
    chips.map((chip) => chip.label),
    count,
  );
  const content = (
    <>
      <span aria-hidden="true" title={words}>
        +{count}
      </span>
      <span className="sr-only"> {words}</span>
    </>
  );
  if (!interactive) {
    return (
      <span className="chips-more" {...link}>
        {content}
      </span>
    );
  }
  return (
    <button type="button" className="chips-more" {...link}>
      {content}
    </button>
  );
}
