import type { Chip } from '../../model/view/page';
import { ChipView } from './ChipView';
import { chipsIn } from './chip-room';

interface Props {
  readonly chips: readonly Chip[];
  /** How many there are; the page may have the first of them only. */
  readonly count?: number;
  /** Pixels of a line. */
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
  const rest = labels.slice(shown).join(', ');
  return (
    <span className="chips">
      {chips.slice(0, shown).map((chip) => (
        <ChipView key={chip.id} chip={chip} interactive={interactive} />
      ))}
      {shown < count && (
        <span className="chips-more" title={rest}>
          +{count - shown}
        </span>
      )}
    </span>
  );
}
