import type { StepRow } from '../../../model/view/page';
import { BookmarkIcon, FoldIcon } from './marks';
import { fold } from '../../state/steps';
import { counted } from '../../../model/units';

interface Props {
  readonly row: StepRow;
  readonly under: number;
  readonly folded: boolean;
}

/** Who speaks, where the lanes are not columns. */
const whoIn = { fm: 'FM', device: '', host: 'host', memory: 'guest' } as const;

/** The number of the step, what is marked on it, and what the fabric manager says. */
export function FmCell({ row, under, folded }: Props) {
  const { lane, says, off, bookmarked, status } = row;
  return (
    <div className="a" role="gridcell">
      <span className="n">{status === 'queued' ? '' : row.step}</span>
      <span className="fold">
        {under > 0 && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={
              folded ? `Show ${counted(under, 'host step')}` : `Fold ${counted(under, 'host step')}`
            }
            onClick={(event) => {
              event.stopPropagation();
              fold(row.step, !folded);
            }}
          >
            <FoldIcon folded={folded} />
          </button>
        )}
      </span>
      {bookmarked && <BookmarkIcon />}
      {off && <span className="badge">off</span>}
      {whoIn[lane] !== '' && <span className="who">{whoIn[lane]}</span>}
      {lane === 'fm' && <span className="words t">{says}</span>}
      {folded && <span className="hidden-steps m">+{under}</span>}
    </div>
  );
}
