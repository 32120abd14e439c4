import { useId, useState } from 'react';
import type { UserAct } from '../../worker/protocol';
import { parseSize } from '../kit/size-text';
import { Button } from '../kit/Button';
import type { Place } from './place';

interface Props {
  readonly place: Place;
  readonly onAct: (what: UserAct) => void;
}

const mostBytes = 64 * 1024;

/** How many bytes a guest reads. */
export function ReadForm({ place, onAct }: Props) {
  const id = useId();
  const [text, setText] = useState('16');
  const fault = lengthFault(text);
  return (
    <form
      className="access-form"
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = parseSize(text);
        if (parsed.kind === 'bytes' && fault === undefined)
          onAct({ kind: 'guestRead', ...place, length: parsed.bytes });
      }}
    >
      <label htmlFor={id}>Length</label>
      <input
        id={id}
        type="text"
        className="m"
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-invalid={fault !== undefined}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <Button type="submit" unavailable={fault}>
        Read
      </Button>
      {fault !== undefined && <p className="fault-text">{fault}</p>}
    </form>
  );
}

function lengthFault(text: string): string | undefined {
  const parsed = parseSize(text);
  if (parsed.kind === 'fault') return parsed.fault;
  if (parsed.bytes === 0) return 'A load reads one byte or more.';
  return parsed.bytes > mostBytes ? 'One step reads 64 KiB at most.' : undefined;
}
