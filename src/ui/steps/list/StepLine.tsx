import { memo } from 'react';
import type { StepRow } from '../../../model/view/page';
import { CrossIcon } from '../../kit/Icons';
import { useLink } from '../../entity/highlight';
import { FmCell } from './FmCell';
import { LaneArrow } from './LaneArrow';
import type { ArrowProps } from './LaneArrow';
import { BoltIcon } from './marks';
import { NoteLine } from './NoteLine';
import { effectOf } from '../grid/row-words';

interface Props {
  readonly row: StepRow;
  readonly time: 'past' | 'now' | 'future' | 'queued';
  /** Where the arrow keys are. */
  readonly active: boolean;
  readonly under: number;
  readonly folded: boolean;
  readonly noting: boolean;
  /** The run has a fourth lane. */
  readonly memory: boolean;
  readonly waits: string | undefined;
}

/** One step: what is said in the lane of who says it, the message to the next lane, and what the device then holds. */
export const StepLine = memo(function StepLine(props: Props) {
  const { row, time, active, memory, noting, waits } = props;
  const link = useLink(row.entities);
  // A click goes to the step and selects nothing, so only the hover of the link is taken.
  return (
    <div
      className={classOf(row, time, active)}
      role="presentation"
      data-lane={row.lane}
      data-tone={row.cannot === undefined ? row.tone : 'refused'}
      data-link={link['data-link']}
      onPointerEnter={link.onPointerEnter}
      onPointerLeave={link.onPointerLeave}
    >
      <div className="cols lanes" role="presentation">
        <FmCell row={row} under={props.under} folded={props.folded} />
        <Messages row={row} />
        <DeviceCell row={row} />
        <HostCell row={row} waits={waits} />
        {memory && (
          <div className="me" role="gridcell">
            {row.lane === 'memory' && <span className="words">{withoutGuest(row.says)}</span>}
          </div>
        )}
      </div>
      {(row.note !== undefined || noting) && <NoteLine row={row} noting={noting} />}
    </div>
  );
});

function classOf(row: StepRow, time: Props['time'], active: boolean): string {
  const alone = row.derived && row.to === undefined;
  return ['step', time, active && 'active', row.off && 'off', alone && 'alone']
    .filter((name) => name !== false)
    .join(' ');
}

/** Their lane says whose they are. */
const withoutGuest = (says: string): string => says.replace(/^guest /, '');

/** A message by where it starts and ends; those within a lane have no arrow. */
const arrows: Readonly<Record<string, Pick<ArrowProps, 'from' | 'towards'>>> = {
  'fm device': { from: 'fm', towards: 'right' },
  'host device': { from: 'host', towards: 'left' },
  'host memory': { from: 'memory', towards: 'right' },
  'memory host': { from: 'memory', towards: 'left' },
  'memory device': { from: 'memory-far', towards: 'left' },
};

function Messages({ row }: { readonly row: StepRow }) {
  const arrow = arrows[`${row.lane} ${row.to ?? ''}`];
  return (
    <>
      {arrow !== undefined && <LaneArrow {...arrow} dashed={row.derived} />}
      {isInterrupted(row) && <LaneArrow from="host" towards="right" />}
    </>
  );
}

/** The host's lane is free to show the interrupt. */
const isInterrupted = ({ interrupts, lane }: StepRow): boolean =>
  interrupts.length > 0 && lane !== 'host' && lane !== 'memory';

function DeviceCell({ row }: { readonly row: StepRow }) {
  const { answer, tone, interrupts, cannot } = row;
  const failed = tone === 'refused' || tone === 'crash' || cannot !== undefined;
  return (
    <div className="dv" role="gridcell">
      {failed && <CrossIcon />}
      <span className="words">{effectOf(row)}</span>
      <span className="sp" />
      {interrupts.length > 0 && (
        <span className="irq">
          <BoltIcon />
          <span className="m">{interrupts.join(' ')}</span>
        </span>
      )}
      {answer !== undefined && <span className="answer m">{answer.code}</span>}
    </div>
  );
}

function HostCell({ row, waits }: Pick<Props, 'row' | 'waits'>) {
  const { lane, says, opcode, interrupts } = row;
  return (
    <div className={lane === 'host' ? 'ho' : 'ho aside'} role="gridcell">
      {lane === 'host' && <span className="words">{says}</span>}
      {lane === 'host' && opcode !== undefined && <span className="m">{opcode}</span>}
      {isInterrupted(row) && <span className="words">interrupt, MSI-X {interrupts.join(' ')}</span>}
      {waits !== undefined && <span className="waits">{waits}</span>}
    </div>
  );
}
