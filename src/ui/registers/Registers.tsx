import { useState } from 'react';
import type { EntityId, RegisterView } from '../../model/view/page';
import { Message } from '../bytes/Message';
import { useAnswer } from '../simulator/use-answer';
import { Controls } from './Controls';
import { RegisterRows } from './RegisterRows';
import '../drawer/tools.css';
import './registers.css';

/** The device's registers as a driver reads them, and what can be done to the device as a whole. */
export function Registers() {
  const view = useAnswer('registers');
  const { isOpen, toggle } = useOpen();
  if (view === undefined) return <p className="pane-hint drawer-wait">Loading…</p>;
  const { registers, interrupts, cdat, absent } = view;
  if (absent !== undefined) {
    return (
      <div className="tool registers">
        <p className="register-interrupts">{absent}</p>
      </div>
    );
  }
  return (
    <div className="tool registers">
      <section className="sec" aria-label="Registers">
        <div className="sec-head">
          <h2>Registers</h2>
          <span className="mu summary">device registers in BAR2</span>
        </div>
        <table>
          <thead>
            <tr>
              <th scope="col">Register</th>
              <th scope="col">Offset</th>
              <th scope="col">Bytes</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          {registers.map((register) => (
            <RegisterRows
              key={register.id}
              register={register}
              open={isOpen(register)}
              onToggle={() => {
                toggle(register);
              }}
            />
          ))}
        </table>
        <p className="note register-note">Ringed values changed in this step.</p>
      </section>
      <section className="sec" aria-label="Interrupts">
        <div className="sec-head">
          <h2>Interrupts</h2>
        </div>
        <p className="register-interrupts">{interrupts}</p>
      </section>
      <Controls />
      <section className="sec" aria-label="CDAT">
        <div className="sec-head">
          <h2>CDAT</h2>
          <span className="mu summary">read through DOE</span>
        </div>
        <Message tab={cdat} />
      </section>
    </div>
  );
}

/** What changed lies open until a person says otherwise. */
function useOpen() {
  const [said, setSaid] = useState<ReadonlyMap<EntityId, boolean>>(new Map());
  const isOpen = ({ id, changed }: RegisterView): boolean => said.get(id) ?? changed;
  const toggle = (register: RegisterView): void => {
    setSaid(new Map(said).set(register.id, !isOpen(register)));
  };
  return { isOpen, toggle };
}
