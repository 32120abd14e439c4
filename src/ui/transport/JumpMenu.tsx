import { useEffect, useState } from 'react';
import type { JumpKind, Jumps } from '../../model/view/page';
import { arrived } from '../simulator/actions';
import { Popup } from '../kit/Popup';
import { JumpIcon, TransportIcon } from '../kit/Icons';
import { titleOf } from '../keys/keys';
import type { CommandId } from '../keys/keys';
import { askJumps, jump, jumpWords, noJump } from '../simulator/time';
import type { Towards } from '../simulator/time';
import { useLinks } from '../state/links';
import { useSlice } from '../state/run';

/** The way to the next or previous step of a kind, in a small menu. */
export function JumpMenu() {
  return (
    <Popup
      id="jump-menu"
      label="Jump to a step"
      side="above"
      className="jump-btn"
      title="Jump to the next or previous step of a kind"
      name="Jump"
      button={<JumpIcon />}
    >
      <Rows />
    </Popup>
  );
}

function Rows() {
  const jumps = useJumps();
  if (jumps === undefined) return <p className="mu">Looking…</p>;
  const kinds = Object.keys(jumpWords).filter(isKind);
  return (
    <ul className="jump-list">
      {kinds.map((kind) => (
        <li key={kind}>
          <Way jumps={jumps} kind={kind} towards="back" />
          <span>
            {jumpWords[kind].says}
            {kind === 'extent' && <span className="m">{namesOf(jumps)}</span>}
          </span>
          <Way jumps={jumps} kind={kind} towards="on" />
        </li>
      ))}
    </ul>
  );
}

interface WayProps {
  readonly jumps: Jumps;
  readonly kind: JumpKind;
  readonly towards: Towards;
}

const commandOf: Readonly<Record<JumpKind, Readonly<Record<Towards, CommandId>>>> = {
  extent: { back: 'extentBack', on: 'extentOn' },
  refusal: { back: 'refusalBack', on: 'refusalOn' },
  divergence: { back: 'divergenceBack', on: 'divergenceOn' },
  bookmark: { back: 'bookmarkBack', on: 'bookmarkOn' },
};

const shapes = { back: 'back', on: 'forward' } as const;
const words = { back: 'previous', on: 'next' } as const;

function Way({ jumps, kind, towards }: WayProps) {
  const off = noJump(jumps, kind, towards);
  const target = jumps[kind][towards];
  return (
    <button
      type="button"
      className="icon-btn"
      aria-label={`${jumpWords[kind].says}, ${words[towards]}${target === undefined ? '' : `: step ${target}`}`}
      aria-disabled={off === undefined ? undefined : true}
      title={off ?? titleOf(commandOf[kind][towards])}
      onClick={off === undefined ? () => void jump(kind, towards) : undefined}
    >
      <TransportIcon shape={shapes[towards]} size={14} />
      <small>{target}</small>
    </button>
  );
}

const isKind = (kind: string): kind is JumpKind => kind in jumpWords;

const mostNames = 3;
function namesOf({ extents }: Jumps): string {
  const names = extents.slice(0, mostNames).map((id) => id.replace('extent:', 'e'));
  return ` ${names.join(' ')}${extents.length > mostNames ? ' …' : ''}`;
}

/** The jumps from the present step, asked for again whenever the step, the run or the selection is another. */
function useJumps(): Jumps | undefined {
  const { step } = useSlice('run');
  const steps = useSlice('steps');
  const selection = useLinks((state) => state.selection);
  const [jumps, setJumps] = useState<Jumps>();
  useEffect(() => {
    let wanted = true;
    void arrived()
      .then(askJumps)
      .then((found) => {
        if (wanted) setJumps(found);
      });
    return () => {
      wanted = false;
    };
  }, [step, steps, selection]);
  return jumps;
}
