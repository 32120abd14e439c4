import { useEffect, useState } from 'react';
import type { QueryAnswer, QueryArgs, QueryName } from '../../worker/protocol';
import { ask } from './connect';
import { useRun } from '../state/run';

/**
 * What the worker answers for the page that the panes of text show; the earlier answer until the new one is there.
 * Asked again when the page changes, or what is asked does; nothing is asked without a name.
 */
export function useAnswer<N extends QueryName>(
  name: N | undefined,
  ...args: QueryArgs<N>
): QueryAnswer<N> | undefined {
  const page = useRun((state) => state.rested);
  const [answer, setAnswer] = useState<QueryAnswer<N>>();
  const asked = JSON.stringify(args);
  useEffect(() => {
    if (page === undefined || name === undefined) return undefined;
    let wanted = true;
    void ask(name, ...(JSON.parse(asked) as QueryArgs<N>)).then((fresh) => {
      if (wanted && fresh !== undefined) setAnswer(fresh);
    });
    return () => {
      wanted = false;
    };
  }, [page, name, asked]);
  return answer;
}
