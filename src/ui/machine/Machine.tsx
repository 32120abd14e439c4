import { useState } from 'react';
import type { Card } from '../../model/view/page';
import type { MachineView } from '../../model/view/page/machine';
import { actFrom } from '../simulator/actions';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { useAnswer } from '../simulator/use-answer';
import { DaxDevices } from './DaxDevices';
import { Drivers } from './Drivers';
import { Extents } from './Extents';
import { Lines } from './Lines';
import { Regions } from './Regions';
import type { MachineAct, SectionProps } from './section';
import { useSlice } from '../state/run';
import '../drawer/tools.css';
import './machine.css';

/** The host machine as its user sees it: regions, extents in sysfs, dax devices, memory, and what was printed. */
export function Machine() {
  const view = useAnswer('machine');
  const [problem, setProblem] = useState<Card>();
  if (view === undefined) return <p className="pane-hint drawer-wait">Loading…</p>;
  const does = (deed: MachineAct): void => {
    void actFrom({ kind: 'hostMachine', deed }).then((answer) => {
      setProblem(answer?.problem);
    });
  };
  return (
    <div className="tool machine">
      <State view={view} onAct={does} />
      {problem !== undefined && (
        <div role="alert">
          <CardView card={problem} />
        </div>
      )}
      <Regions view={view} onAct={does} />
      <Extents view={view} onAct={does} />
      <DaxDevices view={view} onAct={does} />
      <Lines lines={view.lines} />
    </div>
  );
}

/** What the host is about, and what can be done to the machine as a whole. */
function State({ view, onAct }: SectionProps) {
  const host = useSlice('host');
  const { waiting, tasks, crashed } = view;
  return (
    <section className="sec" aria-label="Host machine">
      <div className="sec-head">
        <h2>Host machine</h2>
        <span className="mu summary">{host.twin} · each button is a step</span>
      </div>
      {crashed !== undefined && (
        <p className="machine-crash">
          <b>The kernel has crashed:</b> {crashed}. Only a restart of the host helps.
        </p>
      )}
      <ul className="machine-state" aria-label="What the host is at">
        {waiting !== undefined && <li>{waitWords(waiting)}</li>}
        {tasks.map((task) => (
          <li key={task}>{task}</li>
        ))}
        {waiting === undefined && tasks.length === 0 && <li className="mu">has no work begun</li>}
      </ul>
      <Drivers view={view} onAct={onAct} />
      <div className="tool-acts">
        <Button
          title="The host forgets all it holds; the device keeps what was accepted"
          onClick={() => {
            onAct({ deed: 'restart' });
          }}
        >
          Restart host
        </Button>
      </div>
    </section>
  );
}

function waitWords({ offers, seconds }: NonNullable<MachineView['waiting']>): string {
  const what = `${offers} offer${offers === 1 ? '' : 's'} of a chain that is not closed`;
  if (seconds === undefined) return `waits with ${what}, for ever`;
  return seconds <= 0 ? `gives up ${what} now` : `waits with ${what}, ${seconds} s more`;
}
