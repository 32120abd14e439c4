import { memo } from 'react';
import type { StepRow } from '../../model/view/page';
import { Arrow, CrossIcon } from '../kit/Icons';
import { useLink } from '../link';

interface Props {
  readonly row: StepRow;
  readonly time: 'past' | 'now' | 'future' | 'queued';
  /** Where the arrow keys are. */
  readonly active: boolean;
}

/** One step: what its actor says in that actor's lane, an arrow, and what the device then holds. */
export const StepLine = memo(function StepLine({ row, time, active }: Props) {
  const link = useLink(row.entities);
  const bold = time === 'now';
  const byFm = row.actor === 'fm';
  // A click goes to the step and selects nothing, so only the hover of the link is taken.
  return (
    <div
      className={`step cols ${time}${active ? ' active' : ''}`}
      data-actor={row.actor}
      data-tone={row.tone}
      data-link={link['data-link']}
      onPointerEnter={link.onPointerEnter}
      onPointerLeave={link.onPointerLeave}
    >
      <div className="a">
        <span className="n">{row.status === 'queued' ? '' : row.step}</span>
        <span className="t">{byFm && row.says}</span>
      </div>
      <div className="g1">{byFm && <Arrow towards="right" bold={bold} />}</div>
      <div className="dv">
        {(row.tone === 'refused' || row.tone === 'crash') && <CrossIcon />}
        <span>{effectOf(row)}</span>
      </div>
      <HostLane row={row} bold={bold} />
    </div>
  );
});

function HostLane({ row, bold }: { readonly row: StepRow; readonly bold: boolean }) {
  const { actor, opcode, says } = row;
  if (actor !== 'host') return <div className="ho" />;
  if (opcode === undefined) return <div className="ho">{says}</div>;
  return (
    <>
      <div className="g2">
        <Arrow towards="left" bold={bold} />
      </div>
      <div className="ho">
        {says} · <span className="m">{opcode}</span>
      </div>
    </>
  );
}

function effectOf(row: StepRow): string {
  if (row.status === 'queued') return row.effect === '' ? 'waits for the host' : row.effect;
  if (row.actor !== 'device') return row.effect;
  return row.effect === '' ? row.says : `${row.says} · ${row.effect}`;
}
