import { useEffect, useState } from 'react';
import type { PasteChoices, PasteView } from '../../model/view/page/paste';
import { ask } from '../simulator/connect';

/** Typing pauses that long before the text is read. */
const pauseMs = 180;

/** What the worker understands of a text; the earlier answer until the new one is there. */
export function usePasted(text: string, choices: PasteChoices): PasteView | undefined {
  const [view, setView] = useState<PasteView>();
  useEffect(() => {
    if (text.trim() === '') return undefined;
    let wanted = true;
    const timer = window.setTimeout(() => {
      void ask('pasted', text, choices).then((fresh) => {
        if (wanted && fresh !== undefined) setView(fresh);
      });
    }, pauseMs);
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [text, choices]);
  return text.trim() === '' ? undefined : view;
}
