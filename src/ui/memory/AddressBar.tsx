import { useId, useState } from 'react';
import { Button } from '../kit/Button';
import { hexGrouped } from '../kit/format';
import { parseAddress } from './place';
import { useSlice } from '../state/run';
import { showMemoryAt } from '../state/tools';

/** Where to look: an address to type, and the places worth a look. */
export function AddressBar({ at }: { readonly at: number }) {
  const memory = useSlice('memory');
  const id = useId();
  const [text, setText] = useText(at);
  const parsed = parseAddress(text, memory);
  const fault = parsed.kind === 'fault' ? parsed.fault : undefined;
  return (
    <form
      className="address-bar"
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.kind === 'dpa') showMemoryAt(parsed.dpa);
      }}
    >
      <label htmlFor={id} className="sr-only">
        DPA to show
      </label>
      <input
        id={id}
        type="text"
        className="m"
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <Button type="submit" unavailable={fault}>
        Go
      </Button>
      <JumpList at={at} />
      {fault !== undefined && (
        <p id={`${id}-fault`} className="fault-text">
          {fault}
        </p>
      )}
    </form>
  );
}

function JumpList({ at }: { readonly at: number }) {
  const { pages, from } = useSlice('memory');
  const maps = useSlice('maps');
  const { staticBytes } = useSlice('run').device;
  const places = [
    ...(staticBytes > 0 ? [{ dpa: from, label: `static ${hexGrouped(from)}` }] : []),
    ...maps.map(({ base, label }) => ({ dpa: base, label: `${label} ${hexGrouped(base)}` })),
  ];
  const option = ({ dpa, label }: { dpa: number; label: string }) => (
    <option key={label} value={dpa}>
      {label}
    </option>
  );
  return (
    <select
      aria-label="Jump to"
      value=""
      onChange={(event) => {
        showMemoryAt(Number(event.target.value));
      }}
    >
      <option value="">Jump to…</option>
      <optgroup label="Begin of">{places.map(option)}</optgroup>
      {pages.length > 0 && (
        <optgroup label="Pages that hold data">
          {pages.map((dpa) =>
            option({ dpa, label: `${hexGrouped(dpa)}${dpa === at ? ' (here)' : ''}` }),
          )}
        </optgroup>
      )}
    </select>
  );
}

/** What is typed, until the view goes elsewhere. */
function useText(at: number): [string, (text: string) => void] {
  const [state, setState] = useState({ at, text: hexGrouped(at) });
  if (state.at !== at) setState({ at, text: hexGrouped(at) });
  return [
    state.text,
    (text) => {
      setState({ at, text });
    },
  ];
}
