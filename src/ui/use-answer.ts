import { useEffect, useState } from 'react';
import type { SimulatorApi } from '../worker/protocol';
import { ask } from './connect';
import { useUi } from './store';

/**
 * What the worker answers for the page that the panes of text show; the earlier answer until the new one is there.
 * Asked again when the page changes, or `request` does; nothing is asked without one.
 */
export function useAnswer<T>(
  request: ((api: SimulatorApi) => Promise<T | undefined>) | undefined,
): T | undefined {
  const page = useUi((state) => state.rested);
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    if (page === undefined || request === undefined) return undefined;
    let wanted = true;
    void ask(request).then((fresh) => {
      if (wanted && fresh !== undefined) setAnswer(fresh);
    });
    return () => {
      wanted = false;
    };
  }, [page, request]);
  return answer;
}
