import { useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Card, DeviceKind } from '../../model/view/page';
import { powerOn } from '../simulator/actions';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { Dialog } from '../kit/Dialog';
import {
  capacityHint,
  deviceOf,
  faultOf,
  fixtureHint,
  fixtureTexts,
  kindLabels,
  textsOf,
} from './device-form';
import type { Size, Texts } from './device-form';
import { Choose, Entry } from '../kit/fields';
import { useSlice } from '../state/run';

const sizes: readonly { readonly id: Size; readonly label: string; readonly hint?: string }[] = [
  { id: 'dcMiB', label: 'Dynamic capacity, MiB' },
  { id: 'regions', label: 'Regions', hint: '1 to 8' },
  { id: 'staticMiB', label: 'Static capacity, MiB', hint: 'volatile, below the regions' },
  {
    id: 'decoderMiB',
    label: 'Host decoder, MiB',
    hint: 'how much of region 0 the host can address',
  },
];

/** A fresh device, described as on QEMU's command line; QEMU's own words say what is wrong with it. */
export function DeviceDialog({ onClose }: { readonly onClose: () => void }) {
  const run = useSlice('run');
  const [profile, setProfile] = useState(run.profile);
  const [twin, setTwin] = useState(run.twin);
  const [written, setWritten] = useState<Partial<Texts>>({});
  const [problem, setProblem] = useState<Card>();
  const [tried, setTried] = useState(false);
  const [kind, setKind] = useState<DeviceKind>('usual');
  const rules = run.profiles.find(({ id }) => id === profile);
  const fixture = rules?.fixture;
  const fixed = rules?.regionMiB;
  const texts = fixture === undefined ? textsOf(fixed, written) : fixtureTexts(fixture, written);
  const kinds = rules?.kinds ?? [];
  const shown = fixture === undefined ? sizes : sizes.filter(({ id }) => id === 'decoderMiB');
  const create = async (): Promise<void> => {
    const like = kinds.includes(kind) ? kind : 'usual';
    const device = deviceOf({ profile, twin, kind: like }, texts);
    const answer = await powerOn(device);
    setProblem(answer?.problem);
    if (answer !== undefined && answer.problem === undefined) onClose();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    setProblem(undefined);
    if (sizes.every(({ id }) => faultOf(id, texts[id]) === undefined)) void create();
  };
  return (
    <Dialog title="New device" onClose={onClose}>
      <form onSubmit={onSubmit} noValidate>
        <div className="form-grid">
          <Choose
            label="Device rules"
            value={profile}
            options={run.profiles}
            onChange={setProfile}
          />
          <Choose label="Host" value={twin} options={run.twins} onChange={setTwin} />
          {kinds.length > 1 && (
            <Choose
              label="Starts"
              value={kind}
              options={kinds.map((id) => ({ id, label: kindLabels[id] }))}
              onChange={(id) => {
                setKind(kinds.find((known) => known === id) ?? 'usual');
              }}
            />
          )}
          {shown.map(({ id, label, hint }) => (
            <Entry
              key={id}
              label={label}
              hint={hint ?? capacityHint(fixed)}
              value={texts[id]}
              fault={tried ? faultOf(id, texts[id]) : undefined}
              onChange={(text) => {
                setWritten({ ...written, [id]: text });
              }}
            />
          ))}
        </div>
        {fixture !== undefined && <p className="hint">{fixtureHint(fixture)}</p>}
        {problem !== undefined && <CardView card={problem} />}
        <div className="dialog-acts">
          <span className="mu">Your run stays in your drafts; Undo goes back to it.</span>
          <Button look="primary" type="submit">
            Power on
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
