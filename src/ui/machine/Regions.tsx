import { useState } from 'react';
import { Entry } from '../kit/fields';
import { parseSize } from '../kit/size-text';
import { Button } from '../kit/Button';
import { hexGrouped, iec } from '../kit/format';
import type { SectionProps } from './section';

const phases = {
  scanning: 'being scanned',
  ready: '',
  closing: 'being taken away',
  unmapped: 'maps nothing',
} as const;

/** The CXL regions of the host, and a form for one more. */
export function Regions({ view, onAct }: SectionProps) {
  return (
    <section className="sec" aria-label="CXL regions">
      <div className="sec-head">
        <h2>CXL regions</h2>
        <span className="mu summary">DPA → HPA</span>
      </div>
      <ul className="machine-list">
        {view.regions.map(({ id, name, start, length, hpa, phase, whyNot }) => (
          <li key={id} className="machine-line">
            <span>
              <b>{name}</b> {iec(length)} <span className="mu">{phases[phase]}</span>
              {phase !== 'unmapped' && (
                <span className="m machine-range">
                  {hexGrouped(start)} → [{hexGrouped(hpa)}]
                </span>
              )}
              {whyNot !== undefined && (
                <span className="note machine-range">
                  Nothing of it can be claimed: {whyNot.why}. {whyNot.fix}
                </span>
              )}
            </span>
            <Button
              className="tiny"
              unavailable={phase === 'closing' ? 'It is being taken away.' : undefined}
              aria-label={`Destroy ${name}`}
              onClick={() => {
                onAct({ deed: 'destroyRegion', region: id });
              }}
            >
              Destroy
            </Button>
          </li>
        ))}
      </ul>
      {'whyNot' in view.newRegion ? (
        <p className="note">{view.newRegion.whyNot}</p>
      ) : (
        <NewRegion
          key={`${view.newRegion.start} ${view.newRegion.length}`}
          offered={view.newRegion}
          onAct={onAct}
        />
      )}
    </section>
  );
}

interface NewRegionProps extends Pick<SectionProps, 'onAct'> {
  readonly offered: { readonly start: number; readonly length: number };
}

function NewRegion({ offered, onAct }: NewRegionProps) {
  const [start, setStart] = useState(hexGrouped(offered.start));
  const [length, setLength] = useState(iec(offered.length));
  const from = parseSize(start);
  const size = parseSize(length);
  const isRight = from.kind === 'bytes' && size.kind === 'bytes';
  return (
    <form
      className="machine-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) onAct({ deed: 'createRegion', start: from.bytes, length: size.bytes });
      }}
    >
      <Entry
        label="Start DPA"
        value={start}
        onChange={setStart}
        fault={from.kind === 'fault' ? from.fault : undefined}
      />
      <Entry
        label="Length"
        value={length}
        onChange={setLength}
        fault={size.kind === 'fault' ? size.fault : undefined}
      />
      <Button type="submit" unavailable={isRight ? undefined : 'Correct the range first.'}>
        Create region
      </Button>
    </form>
  );
}
