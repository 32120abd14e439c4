import { useState } from 'react';
import type { MachineDax } from '../../model/view/page/machine';
import { Choose } from '../kit/fields';
import { Button } from '../kit/Button';
import { iec } from '../kit/format';
import type { MachineAct, SectionProps } from './section';

const MiB = 1024 * 1024;

/** Memory-block sizes of real machines; small ones have the first. */
const blockSizes = [128, 256, 512, 1024, 2048].map((mebibytes) => ({
  id: String(mebibytes * MiB),
  label: `blocks of ${iec(mebibytes * MiB)}`,
}));

interface Props extends Pick<SectionProps, 'onAct'> {
  readonly dax: MachineDax;
}

/** What can be done with one dax device: by its driver, which says what it is. */
export function DaxActs({ dax, onAct }: Props) {
  const act = (title: string, label: string, deed: MachineAct) => (
    <Act key={label} title={title} label={label} deed={deed} onAct={onAct} />
  );
  const { id, memory } = dax;
  const destroy = act('Destroy', `Destroy ${id}`, { deed: 'destroyDax', dax: id });
  if (dax.ranges.length === 0) return <div className="tool-acts">{destroy}</div>;
  return (
    <div className="tool-acts">
      {memory === undefined ? (
        <ToRam id={id} onAct={onAct} />
      ) : (
        act(
          memory.online ? 'Offline' : 'Online',
          memory.online ? `Take ${id} offline` : `Bring ${id} online`,
          {
            deed: 'memory',
            dax: id,
            online: !memory.online,
          },
        )
      )}
      {dax.driver === 'none'
        ? act('Bind', `Bind a driver to ${id}`, { deed: 'bindDax', dax: id })
        : act('Unbind', `Unbind ${id}`, { deed: 'unbindDax', dax: id })}
      {memory !== undefined &&
        act('To devdax', `Convert ${id} to devdax`, { deed: 'offline', dax: id })}
      {destroy}
    </div>
  );
}

interface ActProps extends Pick<SectionProps, 'onAct'> {
  readonly title: string;
  readonly label: string;
  readonly deed: MachineAct;
}

function Act({ title, label, deed, onAct }: ActProps) {
  return (
    <Button
      aria-label={label}
      onClick={() => {
        onAct(deed);
      }}
    >
      {title}
    </Button>
  );
}

function ToRam({ id, onAct }: { readonly id: string } & Pick<SectionProps, 'onAct'>) {
  const [blockSize, setBlockSize] = useState(blockSizes[0]?.id ?? '');
  return (
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
  );
}
