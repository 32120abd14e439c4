import { HostPane } from '../host/HostPane';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { useViewport } from '../map/viewport';
import { whyOf } from '../entity/why';
import { BytesPane } from './BytesPane';
import { ChecksPart } from './ChecksPart';
import { InspectorPane } from './InspectorPane';
import { LadderPane } from './LadderPane';
import { WhyPart } from './WhyPart';
import { useSlice } from '../state/run';

/** What and why, which rule, which bytes. */
export function StepPart() {
  const { refusal } = useSlice('outcome');
  const { step, hasChecks } = useSlice('run');
  const phone = useViewport() === 'phone';
  return (
    <>
      {refusal && (
        <section className="sec pane-refusal" aria-label="Refusal">
          <CardView card={refusal} />
          <Button
            className="slim"
            onClick={() => {
              whyOf(`code:${step}`);
            }}
          >
            Why?
          </Button>
        </section>
      )}
      {hasChecks && <ChecksPart />}
      {phone && <HostPane />}
      <InspectorPane />
      <WhyPart />
      <LadderPane />
      <BytesPane />
    </>
  );
}
