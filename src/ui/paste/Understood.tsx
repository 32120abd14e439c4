import { useState } from 'react';
import type { PasteChoices, PasteRow, PasteView } from '../../model/view/page/paste';
import { CardView } from '../entity/CardView';
import { iec } from '../kit/format';
import { Choose } from '../kit/fields';
import { Button } from '../kit/Button';
import { Segmented } from '../kit/Segmented';
import { useSlice } from '../state/run';
import { Compared } from './Compared';
import { LineLink } from './LineLink';
import type { Lines } from './lines';

interface Props {
  readonly view: PasteView | undefined;
  readonly pointed: Lines | undefined;
  readonly choices: PasteChoices;
  readonly onPoint: (lines: Lines | undefined) => void;
  readonly onChoose: (choices: PasteChoices) => void;
}

const tabs = [
  { id: 'understood', label: 'Understood as' },
  { id: 'compared', label: 'Compared with the model' },
] as const;

/** What the text was understood as, and how it stands beside the model. */
export function Understood(props: Props) {
  const [tab, setTab] = useState<(typeof tabs)[number]['id']>('understood');
  const { view } = props;
  if (view === undefined) return <Nothing />;
  const count = view.compared.length;
  const differs = view.compared[view.agree];
  return (
    <section className="paste-understood" aria-label="What it was understood as">
      <div className="paste-head">
        <Segmented label="What to see of it" value={tab} options={tabs} onChange={setTab} />
        <span className="sp" />
        {count > 0 && view.agree === count && <span className="mu">all {count} agree</span>}
        {differs !== undefined && tab === 'understood' && (
          <Button
            look="quiet"
            className="slim paste-differs"
            onClick={() => {
              setTab('compared');
              props.onPoint({ from: differs.from, to: differs.to, sought: true });
            }}
          >
            See the first difference
          </Button>
        )}
      </div>
      <div className="paste-scroll" tabIndex={0} role="group" aria-label="Understood">
        {view.problem !== undefined && <CardView card={view.problem} />}
        {view.opens !== undefined ? (
          <div className="paste-card">
            <h4>{view.sum}</h4>
            <p>
              It stands in <LineLink lines={view.opens.lines} onPoint={props.onPoint} />. What else
              the text says is left out.
            </p>
          </div>
        ) : tab === 'understood' ? (
          <Parts {...props} view={view} />
        ) : (
          <Compared {...props} view={view} />
        )}
      </div>
    </section>
  );
}

/** Before there is a text. */
const Nothing = () => (
  <section className="paste-understood empty">
    <p className="pane-hint">
      Paste a mail, a terminal or a log. What it says appears here: the device, the requests in
      their order, what the host did, and which lines say nothing. A text that shows replies is
      compared with the model, byte by byte.
    </p>
  </section>
);

function Parts({ view, choices, onPoint, onChoose }: Props & { readonly view: PasteView }) {
  const { generation, device, remarks } = view;
  const unread = remarks.filter(({ kind }) => kind === 'unread' || kind === 'dropped');
  const notes = remarks.filter(({ kind }) => kind === 'repaired' || kind === 'note');
  return (
    <>
      {generation !== undefined && (
        <div className="paste-card">
          <h4>{generation.title}</h4>
          <p>{generation.about}</p>
        </div>
      )}
      <h4>
        Device <Origin origin={device.origin} /> <LineLink lines={device.lines} onPoint={onPoint} />
      </h4>
      <div className="paste-device">
        <span className="paste-regions" aria-hidden="true">
          {device.regions.map((length, region) => (
            <span key={region}>
              region {region}, {iec(length)}
            </span>
          ))}
        </span>
        <p>{device.says}</p>
      </div>
      <Setting view={view} choices={choices} onChoose={onChoose} />
      {view.rows.length > 0 && <Steps rows={view.rows} onPoint={onPoint} />}
      {notes.length > 0 && <Remarks title="To know" remarks={notes} onPoint={onPoint} />}
      {unread.length > 0 && <Remarks title="Not understood" remarks={unread} onPoint={onPoint} />}
    </>
  );
}

/** The rules and the host: worked out, or chosen here. */
function Setting({
  view,
  choices,
  onChoose,
}: Pick<Props, 'choices' | 'onChoose'> & { readonly view: PasteView }) {
  const { profiles, twins } = useSlice('run');
  const { device, profile, twin } = view;
  return (
    <div className="paste-setting">
      {device.choices.length > 0 && (
        <Choose
          label="Which device"
          value={`${device.chosen}`}
          options={device.choices.map((label, index) => ({ id: `${index}`, label }))}
          onChange={(index) => {
            onChoose({ ...choices, device: Number(index) });
          }}
        />
      )}
      <Choose
        label="Device rules"
        hint={profile.because}
        value={profile.id}
        options={profiles}
        onChange={(id) => {
          onChoose({ ...choices, profile: id });
        }}
      />
      <Choose
        label="Host"
        hint={twin.because}
        value={twin.id}
        options={twins}
        onChange={(id) => {
          onChoose({ ...choices, twin: id });
        }}
      />
    </div>
  );
}

function Steps({ rows, onPoint }: { readonly rows: readonly PasteRow[] } & Pick<Props, 'onPoint'>) {
  return (
    <>
      <h4>Steps, in order</h4>
      <ol className="paste-steps">
        {rows.map((row) => (
          <li key={row.step} className={row.origin}>
            <span className="paste-step">
              {row.step === row.lastStep ? row.step : `${row.step}–${row.lastStep}`}
            </span>
            <span>
              {row.says} <LineLink lines={row.lines} onPoint={onPoint} />
              {row.refused !== undefined && <span className="paste-refused"> {row.refused}</span>}
            </span>
            <Origin origin={row.origin} />
          </li>
        ))}
      </ol>
    </>
  );
}

const origins = { seen: 'seen', inferred: 'inferred', present: 'as on the page' } as const;

const Origin = ({ origin }: { readonly origin: keyof typeof origins }) => (
  <span className={`paste-origin ${origin}`}>{origins[origin]}</span>
);

interface RemarksProps extends Pick<Props, 'onPoint'> {
  readonly title: string;
  readonly remarks: PasteView['remarks'];
}

function Remarks({ title, remarks, onPoint }: RemarksProps) {
  return (
    <>
      <h4>{title}</h4>
      <ul className="paste-remarks">
        {remarks.slice(0, mostRemarks).map((remark, index) => (
          <li key={index}>
            <LineLink lines={remark} onPoint={onPoint} />
            <span>
              {remark.text} {remark.fix}
            </span>
          </li>
        ))}
        {remarks.length > mostRemarks && <li>and {remarks.length - mostRemarks} more</li>}
      </ul>
    </>
  );
}

const mostRemarks = 50;
