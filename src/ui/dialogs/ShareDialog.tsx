import { useEffect, useRef, useState } from 'react';
import type { ComparedAt } from '../../model/view/page/compare';
import type { ShareAnswer } from '../../worker/protocol';
import { arrived } from '../simulator/actions';
import { addressOf, showLink } from '../simulator/address';
import { ask } from '../simulator/connect';
import { CopyAs } from './CopyAs';
import { Button } from '../kit/Button';
import { CardView } from '../entity/CardView';
import { Dialog } from '../kit/Dialog';
import { toolsNow, useTools } from '../state/tools';

type Copy = 'not yet' | 'copied' | 'by hand';

/** What is compared, if anything: the link then shows that. */
function comparedNow(): ComparedAt | undefined {
  const { compare } = toolsNow();
  return compare && { what: compare.what, row: compare.row };
}

/** The whole run and this step as one address; the whole comparison and this row while two runs are compared. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const [answer, setAnswer] = useState<ShareAnswer>();
  const compares = useTools((state) => state.compare !== undefined);
  useEffect(() => {
    let open = true;
    const make = async (): Promise<void> => {
      await arrived();
      const shared = await ask('share', comparedNow());
      if (!open || shared === undefined) return;
      setAnswer(shared);
      if (shared.fragment !== undefined) showLink(shared.fragment);
    };
    void make();
    return () => {
      open = false;
    };
  }, []);
  return (
    <Dialog title={compares ? 'Share this comparison' : 'Share this step'} onClose={onClose} wide>
      {answer === undefined && <p role="status">Making the link…</p>}
      {answer?.problem !== undefined && <CardView card={answer.problem} />}
      {answer?.fragment !== undefined && (
        <Link address={addressOf(answer.fragment)} characters={answer.characters}>
          {compares
            ? 'The link contains both runs and opens this row;'
            : 'The link contains the whole run;'}
        </Link>
      )}
      {answer !== undefined && !compares && <CopyAs fragment={answer.fragment} />}
    </Dialog>
  );
}

interface LinkProps {
  readonly address: string;
  readonly characters: number;
  /** What is in it. */
  readonly children: string;
}

function Link({ address, characters, children }: LinkProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [copy, setCopy] = useState<Copy>('not yet');
  const copyAddress = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopy('copied');
    } catch {
      field.current?.focus();
      setCopy('by hand');
    }
  };
  return (
    <>
      <label className="field">
        <span>
          Link <span className="mu">{characters.toLocaleString('en')} characters</span>
        </span>
        <textarea
          ref={field}
          className="address"
          readOnly
          rows={5}
          value={address}
          onFocus={(event) => {
            event.target.select();
          }}
        />
      </label>
      <p className="mu">{children} it is not uploaded, but anyone with the link can read it.</p>
      <div className="dialog-acts">
        <span role="status">{said[copy]}</span>
        <Button look="primary" autoFocus onClick={() => void copyAddress()}>
          {copy === 'copied' ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </>
  );
}

const said: Readonly<Record<Copy, string>> = {
  'not yet': '',
  copied: 'The link is on the clipboard.',
  'by hand': 'The browser does not allow copying: the link is selected, press Ctrl + C.',
};
