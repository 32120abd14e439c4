import { useState } from 'react';
import type { SubmitEvent } from 'react';
import type { Card, DeviceKind } from '../../model/view/page';
import { powerOn } from '../simulator/actions';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { Dialog } from '../kit/Dialog';
import {
  deviceOf,
  fixtureHint,
  fixtureTexts,
  faultyIn,
  isRare,
  kindLabels,
  textsOf,
} from './device-form';
import type { Field, Texts } from './device-form';
import { RareFields, SizeFields } from './DeviceFields';
import { Choose } from '../kit/fields';
import { useSlice } from '../state/run';

/** A fresh device, described as on QEMU's command line; QEMU's own words say what is wrong with it. */
export function DeviceDialog({ onClose }: { readonly onClose: () => void }) {
  const run = useSlice('run');
  const [profile, setProfile] = useState(run.profile);
  const [twin, setTwin] = useState(run.twin);
  const [written, setWritten] = useState<Partial<Texts>>({});
  const [problem, setProblem] = useState<Card>();
  const [tried, setTried] = useState(false);
  const [isMore, setMore] = useState(false);
  const [kind, setKind] = useState<DeviceKind>('usual');
  const rules = run.profiles.find(({ id }) => id === profile);
  const fixture = rules?.fixture;
  const fixed = rules?.regionMiB;
  const texts = fixture === undefined ? textsOf(fixed, written) : fixtureTexts(fixture, written);
  const kinds = rules?.kinds ?? [];
  const onWrite = (field: Field, text: string): void => {
    setWritten({ ...written, [field]: text });
  };
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
    const faulty = faultyIn(texts);
    if (faulty.some(isRare)) setMore(true);
    if (faulty.length === 0) void create();
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
          <SizeFields {...{ texts, tried, onWrite, fixed }} decoderOnly={fixture !== undefined} />
        </div>
        {fixture === undefined ? (
          <RareFields {...{ texts, tried, onWrite }} isOpen={isMore} onToggle={setMore} />
        ) : (
          <p className="hint">{fixtureHint(fixture)}</p>
        )}
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
