import { useEffect, useRef, useState } from 'react';
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

/** The link of what the page shows, made again whenever the run or what it leaves out changes. A whole one goes into the address bar. */
export function useShare({ withoutRest, withoutMarks }: Omissions): ShareAnswer | undefined {
  const [answer, setAnswer] = useState<ShareAnswer>();
  const serial = useRun((run) => run.serial);
  const made = useRef(false);
  useEffect(() => {
    let wanted = true;
    const make = async (): Promise<void> => {
      await arrived();
      const compare = comparedNow();
      const shared = await ask('share', {
        ...(compare === undefined ? {} : { compare }),
        withoutRest,
        withoutMarks,
      });
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
  }, [serial, withoutRest, withoutMarks]);
  return answer;
}
