import { CardView } from '../kit/CardView';
import { useSlice } from '../store';
import { BytesPane } from './BytesPane';
import { InspectorPane } from './InspectorPane';
import { LadderPane } from './LadderPane';
import './drawer.css';

/** What and why, which rule, which bytes: beside the maps, never over them. */
export function Drawer() {
  const { refusal } = useSlice('outcome');
  return (
    <aside className="drawer" aria-label="Details">
      {refusal && (
        <section className="sec pane-refusal" aria-label="Refusal">
          <CardView card={refusal} />
        </section>
      )}
      <InspectorPane />
      <LadderPane />
      <BytesPane />
    </aside>
  );
}
