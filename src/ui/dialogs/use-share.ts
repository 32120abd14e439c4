import { useCallback, useEffect, useRef, useState } from 'react';
import type { ComparedAt } from '../../model/view/page/compare';
import type { ShareAnswer, ShareWish } from '../../worker/protocol';
import { arrived } from '../simulator/actions';
import { showLink } from '../simulator/address';
import { ask } from '../simulator/connect';
import { useRun } from '../state/run';
import { toolsNow } from '../state/tools';

/** What a person leaves out of a link. */
export type Omissions = Required<Pick<ShareWish, 'withoutRest' | 'withoutMarks'>>;

/** What is compared, if anything: the link then shows that. */
function comparedNow(): ComparedAt | undefined {
  const { compare } = toolsNow();
  return compare && { what: compare.what, row: compare.row };
}

export interface Shared {
  readonly answer: ShareAnswer | undefined;
  /** The link with what was written last: a field may have been left in the moment in which the link is copied. */
  readonly latest: () => Promise<ShareAnswer | undefined>;
}

/** The link of what the page shows, made again whenever the run or what it leaves out changes. A whole one goes into the address bar. */
export function useShare({ withoutRest, withoutMarks }: Omissions): Shared {
  const [answer, setAnswer] = useState<ShareAnswer>();
  const serial = useRun((run) => run.serial);
  const made = useRef(false);
  const latest = useCallback(async () => {
    await arrived();
    const compare = comparedNow();
    const of = compare === undefined ? {} : { compare };
    return ask('share', { ...of, withoutRest, withoutMarks });
  }, [withoutRest, withoutMarks]);
  useEffect(() => {
    let wanted = true;
    const make = async (): Promise<void> => {
      const shared = await latest();
      if (!wanted || shared === undefined) return;
      setAnswer(shared);
      if (shared.fragment !== undefined && !withoutRest && !withoutMarks) {
        showLink(shared.fragment, made.current ? 'replace' : 'push');
        made.current = true;
      }
    };
    void make();
    return () => {
      wanted = false;
    };
  }, [serial, latest, withoutRest, withoutMarks]);
  return { answer, latest };
}
