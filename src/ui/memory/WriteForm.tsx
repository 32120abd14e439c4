import { useId, useState } from 'react';
import type { UserAct } from '../../worker/protocol';
import { Button } from '../kit/Button';
import { bare, hexByte, hexFault } from '../kit/hex';
import { Segmented } from '../kit/Segmented';
import type { Place } from './place';

interface Props {
  readonly place: Place;
  readonly onAct: (what: UserAct) => void;
}

type As = 'hex' | 'text';

const ways = [
  { id: 'hex', label: 'hex' },
  { id: 'text', label: 'text' },
] as const;

/** What a guest writes, as hex or as text. */
export function WriteForm({ place, onAct }: Props) {
  const id = useId();
  const [as, setAs] = useState<As>('hex');
  const [text, setText] = useState('de ad be ef');
  const fault = dataFault(as, text);
  return (
    <form
      className="access-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === undefined) onAct({ kind: 'guestWrite', ...place, data: dataOf(as, text) });
      }}
    >
      <Segmented label="Written as" value={as} options={ways} small onChange={setAs} />
      <input
        id={id}
        type="text"
        className="m"
        aria-label="Data to write"
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-invalid={fault !== undefined}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <Button type="submit" unavailable={fault}>
        Write
      </Button>
      {fault !== undefined && <p className="fault-text">{fault}</p>}
    </form>
  );
}

function dataOf(as: As, text: string): string {
  return as === 'hex' ? bare(text) : [...new TextEncoder().encode(text)].map(hexByte).join('');
}

function dataFault(as: As, text: string): string | undefined {
  if (dataOf(as, text) === '') return 'There is nothing to write yet.';
  return as === 'hex' ? hexFault(text) : undefined;
}
