import { useEffect, useState } from 'react';
import type { ProvokeView } from '../../model/view/page-provoke';
import { ask } from '../connect';
import { useUi } from '../store';

/** The awkward moves at the step looked at; those of the step before until they are there. Play outruns them. */
export function useProvocations(): ProvokeView | undefined {
  const serial = useUi((state) => state.serial);
  const playing = useUi((state) => state.playing);
  const [view, setView] = useState<ProvokeView>();
  useEffect(() => {
    if (playing) return undefined;
    let wanted = true;
    void ask((api) => api.provoke()).then((answer) => {
      if (wanted && answer !== undefined) setView(answer);
    });
    return () => {
      wanted = false;
    };
  }, [serial, playing]);
  return view;
}
