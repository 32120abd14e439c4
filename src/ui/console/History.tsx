import { Button } from '../kit/Button';
import { byteCount } from '../kit/hex';
import { CrossIcon, DotIcon, TickIcon } from '../kit/Icons';
import { resend } from './compose';
import { useConsole } from './console-store';
import type { Sent } from './console-store';
import { showDrawer } from '../state/preferences';

const interfaceNames = {
  primary: 'device mailbox',
  fmLd: 'FM-owned LD',
  switch: 'switch',
} as const;

/** The last answer, and the last commands to send once more. */
export function History() {
  const history = useConsole((state) => state.history);
  const [last] = history;
  if (last === undefined) return null;
  return (
    <section className="sec" aria-label="Sent commands">
      <div className="sec-head">
        <h2>Last answer</h2>
      </div>
      <div className={`last-answer ${last.tone}`} role="status">
        <span className="last-code">
          <ToneIcon tone={last.tone} />
          <b>{last.code}</b>
        </span>
        <span className="mu">
          {last.number} at step {last.step}, {byteCount(last.hex)} B in
          {last.bytesOut !== undefined && `, ${last.bytesOut} B out`}
        </span>
        <Button
          onClick={() => {
            showDrawer('step');
          }}
        >
          Answer and rules
        </Button>
      </div>
      <h3 className="why-head">Sent before</h3>
      <ol className="sent">
        {history.map((sent) => (
          <SentRow key={sent.key} sent={sent} />
        ))}
      </ol>
    </section>
  );
}

function SentRow({ sent }: { readonly sent: Sent }) {
  const { number, name, to, step, code, hex } = sent;
  return (
    <li className="sent-row">
      <span className="line-number">{step}</span>
      <span className="sent-text" title={`${name}, to the ${interfaceNames[to]}: ${code}`}>
        <span className="m">{number}</span> {name}
        <span className="mu">
          {' '}
          · {byteCount(hex)} B · {code}
        </span>
      </span>
      <button
        type="button"
        className="mu small copy"
        aria-label={`Send ${number} again`}
        onClick={() => void resend(sent)}
      >
        again
      </button>
    </li>
  );
}

function ToneIcon({ tone }: Pick<Sent, 'tone'>) {
  switch (tone) {
    case 'ok':
      return <TickIcon />;
    case 'note':
      return <DotIcon />;
    case 'refused':
    case 'crash':
      return <CrossIcon />;
  }
}
