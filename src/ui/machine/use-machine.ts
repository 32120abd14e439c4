import { useEffect, useState } from 'react';
import type { MachineView } from '../../model/view/page-machine';
import { ask } from '../connect';
import { useUi } from '../store';

/** The host machine at the step looked at; that of the step before until the answer is there. */
export function useMachine(): MachineView | undefined {
  const serial = useUi((state) => state.serial);
  const [view, setView] = useState<MachineView>();
  useEffect(() => {
    let wanted = true;
    void ask((api) => api.machine()).then((answer) => {
      if (wanted && answer !== undefined) setView(answer);
    });
    return () => {
      wanted = false;
    };
  }, [serial]);
  return view;
}
