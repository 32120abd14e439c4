import type { Chip } from '../../model/view/page';
import { useLink } from './highlight';

interface Props {
  readonly chip: Chip;
  /** Chips inside a row that can itself be focused are not stops of their own. */
  readonly interactive?: boolean;
}

/** The small `e3`: the same object wherever it appears. */
export function ChipView({ chip, interactive = false }: Props) {
  const link = useLink([chip.id]);
  const className = `chip ${chip.state}`;
  if (!interactive) {
    return (
      <span className={className} title={chip.tag} {...link}>
        {chip.label}
      </span>
    );
  }
  return (
    <button type="button" className={className} title={chip.tag} {...link}>
      {chip.label}
    </button>
  );
}
