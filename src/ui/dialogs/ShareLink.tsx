import { useRef, useState } from 'react';
import { counted } from '../../model/units';
import type { ShareAnswer } from '../../worker/protocol';
import { Button } from '../kit/Button';
import type { Omissions } from './use-share';

type Copy = 'not yet' | 'copied' | 'by hand';

const said: Readonly<Record<Copy, string>> = {
  'not yet': '',
  copied: 'The link is on the clipboard.',
  'by hand': 'The browser does not allow copying: the link is selected, press Ctrl + C.',
};

/** The page is no address on a server, but a file that somebody was given. */
const isFile = location.protocol === 'file:';

interface LinkProps {
  readonly address: string;
  /** The address with what was written last. */
  readonly latest: () => Promise<string | undefined>;
  readonly characters: number;
  /** What is in it. */
  readonly holds: string;
}

/** The address, how far it gets, and the button that copies it. */
export function ShareLink({ address, latest, characters, holds }: LinkProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<{ readonly address: string; readonly how: Copy }>();
  const how = copied?.address === address ? copied.how : 'not yet';
  const copyAddress = async (): Promise<void> => {
    const fresh = await latest();
    if (fresh === undefined) return;
    field.current?.select();
    try {
      await navigator.clipboard.writeText(fresh);
      setCopied({ address: fresh, how: 'copied' });
    } catch {
      field.current?.focus();
      setCopied({ address: fresh, how: 'by hand' });
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
          rows={3}
          value={address}
          onFocus={(event) => {
            event.target.select();
          }}
        />
      </label>
      <SizeMeter characters={characters} />
      <p className="mu">{holds} Anyone who has the link can read it.</p>
      {isFile && (
        <p className="mu">
          The link opens on this machine. Elsewhere, paste it into a DCDscope that is there.
        </p>
      )}
      <div className="dialog-acts">
        <span role="status">{said[how]}</span>
        <Button look="primary" autoFocus onClick={() => void copyAddress()}>
          {how === 'copied' ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </>
  );
}

/** How long a link may be to pass, and what longer ones meet. */
const lengths = [
  { most: 2000, says: 'fits everywhere' },
  { most: 4000, says: 'too long for a message of some chats' },
  { most: 8000, says: 'chats fold or cut it; mail and issue trackers take it' },
  { most: Infinity, says: 'some programs refuse it: the scenario file is safer' },
] as const;
const fullScale = 8000;

function SizeMeter({ characters }: { readonly characters: number }) {
  const { says } = lengths.find(({ most }) => characters <= most) ?? lengths[3];
  return (
    <div className="size-meter">
      <svg viewBox={`0 0 ${fullScale} 10`} preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width={fullScale} height="10" />
        <rect className="fill" width={Math.min(characters, fullScale)} height="10" />
        {[2000, 4000].map((at) => (
          <rect key={at} className="tick" x={at - 8} width="16" height="10" />
        ))}
      </svg>
      <p>
        <b>{says}</b>
        <span className="mu">marks: 2,000 and 4,000 of 8,000 characters</span>
      </p>
    </div>
  );
}

interface PartsProps {
  readonly answer: ShareAnswer;
  readonly omissions: Omissions;
  readonly onChange: (omissions: Omissions) => void;
}

/** What the link can do without, each with its cost; nothing where it has no such part. */
export function ShareParts({
  answer: { rest, marks, characters },
  omissions,
  onChange,
}: PartsProps) {
  const { withoutRest, withoutMarks } = omissions;
  if (rest.count === 0 && marks.count === 0) return null;
  return (
    <fieldset className="share-parts">
      <legend>The link holds</legend>
      {rest.count > 0 && (
        <Part
          says={`${counted(rest.count, 'step')} after this one`}
          characters={rest.characters}
          held={!withoutRest}
          onChange={(held) => {
            onChange({ ...omissions, withoutRest: !held });
          }}
        />
      )}
      {marks.count > 0 && (
        <Part
          says={`${counted(marks.count, 'note, bookmark or check', 'notes, bookmarks and checks')} of other steps`}
          characters={marks.characters}
          held={!withoutMarks}
          onChange={(held) => {
            onChange({ ...omissions, withoutMarks: !held });
          }}
        />
      )}
      {characters > lengths[0].most && (
        <p className="hint">
          Leave out what the reader can do without, or save the scenario file under “Copy as”.
        </p>
      )}
    </fieldset>
  );
}

interface PartProps {
  readonly says: string;
  readonly characters: number;
  readonly held: boolean;
  readonly onChange: (held: boolean) => void;
}

function Part({ says, characters, held, onChange }: PartProps) {
  const cost = counted(characters, 'character');
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={held}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span>
        {says} <span className="mu">{held ? cost : `adds ${cost}`}</span>
      </span>
    </label>
  );
}
