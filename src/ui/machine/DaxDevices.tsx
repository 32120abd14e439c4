import { useState } from 'react';
import type { MachineDax, MachineRange } from '../../model/view/page/machine';
import { Choose, Entry } from '../kit/fields';
import { parseSize } from '../kit/size-text';
import { Button } from '../kit/Button';
import { hexGrouped, iec } from '../kit/format';
import { whyOf } from '../entity/why';
import { DaxActs } from './DaxActs';
import type { SectionProps } from './section';

/** The dax devices: what they are made of, in order, and how capacity becomes memory and back. */
export function DaxDevices({ view, onAct }: SectionProps) {
  return (
    <section className="sec" aria-label="Dax devices">
      <div className="sec-head">
        <h2>Dax devices</h2>
        <span className="mu summary">daxctl</span>
      </div>
      <ul className="machine-list">
        {view.dax.map((dax) => (
          <Device key={dax.id} dax={dax} onAct={onAct} />
        ))}
      </ul>
      <Claim key={claimKey(view)} view={view} onAct={onAct} />
    </section>
  );
}

const claimKey = ({ claims }: SectionProps['view']): string =>
  claims.map(({ region, of }) => `${region} ${of}`).join();

function Device({ dax, onAct }: { readonly dax: MachineDax } & Pick<SectionProps, 'onAct'>) {
  const { id, bytes, uuid, ranges, memory } = dax;
  return (
    <li className="machine-device">
      <p>
        <b>{id}</b> {ranges.length === 0 ? 'holds nothing' : iec(bytes)} · {modeOf(dax)}
        {uuid !== undefined && <span className="m machine-uuid">{uuid}</span>}{' '}
        <button
          type="button"
          className="lnk"
          aria-label={`Why is ${id} there?`}
          onClick={() => {
            whyOf(`dax:${id}`);
          }}
        >
          Why?
        </button>
      </p>
      {ranges.length === 0 && (
        <p className="note">Linux keeps an empty device, of which the next claim may be made.</p>
      )}
      <ol className="machine-ranges" aria-label={`Ranges of ${id}, in order`}>
        {ranges.map((range, index) => (
          <li key={range.offset}>
            <span className="m">
              {index}: {hexGrouped(range.offset)}
            </span>{' '}
            {iec(range.length)}
            {range.blocks !== undefined && <Blocks range={range} />}
          </li>
        ))}
      </ol>
      {memory !== undefined && (
        <p className="note">
          {memory.blocks} memory block{memory.blocks === 1 ? '' : 's'} of {iec(memory.blockSize)}{' '}
          {memory.online ? 'online' : 'offline'}
          {memory.lost > 0 && ` · ${iec(memory.lost)} cannot be used`}
        </p>
      )}
      <DaxActs dax={dax} onAct={onAct} />
    </li>
  );
}

/** What a dax device is by its driver. */
const modeOf = ({ driver }: MachineDax): string =>
  ({ none: 'no driver', device_dax: 'devdax', kmem: 'system RAM' })[driver];

/** Memory blocks of one range, drawn as cells; a range that gives none says so. */
function Blocks({ range: { blocks = 0 } }: { readonly range: MachineRange }) {
  if (blocks === 0) return <span className="mu"> too small for a memory block</span>;
  const cells = Array.from({ length: Math.min(blocks, 16) }, (_, index) => <i key={index} />);
  return (
    <span
      className="memory-blocks"
      role="img"
      aria-label={blocks === 1 ? '1 memory block' : `${blocks} memory blocks`}
    >
      {cells}
      {blocks > 16 && ` +${blocks - 16}`}
    </span>
  );
}

/** Makes a dax device of capacity that is free. */
function Claim({ view: { claims, bySize }, onAct }: SectionProps) {
  const [chosen, setChosen] = useState(0);
  const [size, setSize] = useState('');
  const claim = claims[chosen];
  const parsed = size.trim() === '' ? undefined : parseSize(size);
  const fault = parsed?.kind === 'fault' ? parsed.fault : undefined;
  const whyNot = claim === undefined ? 'No capacity is free to be claimed.' : fault;
  return (
    <form
      className="machine-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (claim === undefined || fault !== undefined) return;
        const bytes = parsed?.kind === 'bytes' ? { size: parsed.bytes } : {};
        onAct({ deed: 'claim', region: claim.region, of: claim.of, ...bytes });
      }}
    >
      {claim !== undefined && (
        <Choose
          label="Claim"
          value={String(chosen)}
          options={claims.map(({ region, label }, index) => ({
            id: String(index),
            label: `region${region}: ${label}`,
          }))}
          onChange={(id) => {
            setChosen(Number(id));
          }}
        />
      )}
      {claim !== undefined && bySize && (
        <Entry label="Size, or nothing for all" value={size} onChange={setSize} fault={fault} />
      )}
      <Button type="submit" unavailable={whyNot}>
        Create dax device
      </Button>
      {claim === undefined && <p className="note">{whyNot}</p>}
    </form>
  );
}
