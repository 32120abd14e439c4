import { useState } from 'react';
import type { MachineDax, MachineRange } from '../../model/view/page-machine';
import { Choose, Entry } from '../dialogs/fields';
import { parseSize } from '../dialogs/size-text';
import { Button } from '../kit/Button';
import { hexGrouped, iec } from '../kit/format';
import { whyOf } from '../why';
import type { SectionProps } from './section';

const MiB = 1024 * 1024;

/** Memory-block sizes of real machines; small ones have the first. */
const blockSizes = [128, 256, 512, 1024, 2048].map((mebibytes) => ({
  id: String(mebibytes * MiB),
  label: `blocks of ${iec(mebibytes * MiB)}`,
}));

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
  const { id, mode, bytes, uuid, ranges, online } = dax;
  return (
    <li className="machine-device">
      <p>
        <b>{id}</b> {iec(bytes)} · {mode === 'devdax' ? 'devdax' : 'system RAM'}
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
      {online !== undefined && (
        <p className="note">
          {online.blocks} memory block{online.blocks === 1 ? '' : 's'} of {iec(online.blockSize)}{' '}
          online
          {online.lost > 0 && ` · ${iec(online.lost)} cannot be used`}
        </p>
      )}
      <DeviceActs dax={dax} onAct={onAct} />
    </li>
  );
}

/** Memory blocks of one range, drawn as cells; a range that gives none says so. */
function Blocks({ range: { blocks = 0 } }: { readonly range: MachineRange }) {
  if (blocks === 0) return <span className="mu"> too small for a memory block</span>;
  const cells = Array.from({ length: Math.min(blocks, 16) }, (_, index) => <i key={index} />);
  return (
    <span className="memory-blocks" role="img" aria-label={`${blocks} memory blocks`}>
      {cells}
      {blocks > 16 && ` +${blocks - 16}`}
    </span>
  );
}

function DeviceActs({
  dax: { id, mode },
  onAct,
}: { readonly dax: MachineDax } & Pick<SectionProps, 'onAct'>) {
  const [blockSize, setBlockSize] = useState(blockSizes[0]?.id ?? '');
  return (
    <div className="tool-acts">
      {mode === 'devdax' ? (
        <>
          <Button
            title="daxctl reconfigure-device --mode=system-ram"
            aria-label={`Convert ${id} to system RAM`}
            onClick={() => {
              onAct({ deed: 'online', dax: id, blockSize: Number(blockSize) });
            }}
          >
            To system RAM
          </Button>
          <Choose
            label={`Memory block for ${id}`}
            value={blockSize}
            options={blockSizes}
            onChange={setBlockSize}
          />
        </>
      ) : (
        <Button
          aria-label={`Take ${id} offline`}
          onClick={() => {
            onAct({ deed: 'offline', dax: id });
          }}
        >
          Offline
        </Button>
      )}
      <Button
        aria-label={`Destroy ${id}`}
        onClick={() => {
          onAct({ deed: 'destroyDax', dax: id });
        }}
      >
        Destroy
      </Button>
    </div>
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
