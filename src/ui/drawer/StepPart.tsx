import { HostPane } from '../host/HostPane';
import { CardView } from '../kit/CardView';
import { useViewport } from '../stage/viewport';
import { useSlice } from '../store';
import { BytesPane } from './BytesPane';
import { InspectorPane } from './InspectorPane';
import { LadderPane } from './LadderPane';

/** What and why, which rule, which bytes. */
export function StepPart() {
  const { refusal } = useSlice('outcome');
  const phone = useViewport() === 'phone';
  return (
    <>
      {refusal && (
        <section className="sec pane-refusal" aria-label="Refusal">
          <CardView card={refusal} />
        </section>
      )}
      {phone && <HostPane />}
      <InspectorPane />
      <LadderPane />
      <BytesPane />
    </>
  );
}
